import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import java.net.InetSocketAddress;

/** Writes a hundred rows to a node and reads them back. */
class CassandraAsk {
  public static void main(String[] args) {
    try (CqlSession session =
        CqlSession.builder()
            .addContactPoint(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])))
            .withLocalDatacenter("datacenter1")
            .build()) {
      session.execute(
          "create keyspace if not exists hello with replication ="
              + " {'class': 'SimpleStrategy', 'replication_factor': 1}");
      session.execute("create table if not exists hello.t (id int primary key, text text)");
      for (int i = 0; i < 100; i++) {
        session.execute("insert into hello.t (id, text) values (?, ?)", i, "row " + i);
      }
      for (int i = 0; i < 100; i++) {
        Row row = session.execute("select text from hello.t where id = ?", i).one();
        System.out.println(row.getString(0));
      }
    }
  }
}
