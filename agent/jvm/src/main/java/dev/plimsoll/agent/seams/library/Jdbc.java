package dev.plimsoll.agent.seams.library;

import dev.plimsoll.agent.spy.Kind;
import dev.plimsoll.agent.spy.Spy;
import dev.plimsoll.agent.weave.Seam;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Connections to databases. Drivers are woven themselves, not {@code DriverManager}: most pools ask
 * the driver. What a pool hands out is the pool's; counted is what the driver opened.
 */
final class Jdbc {
  private static final String CONNECT = "connect(java.lang.String,java.util.Properties)";

  static final List<Seam> SEAMS =
      Stream.of(
              driver("org.postgresql.Driver", "org.postgresql.jdbc.PgConnection"),
              driver("com.mysql.cj.jdbc.NonRegisteringDriver", "com.mysql.cj.jdbc.ConnectionImpl"),
              driver("org.mariadb.jdbc.Driver", "org.mariadb.jdbc.Connection"),
              driver("oracle.jdbc.driver.OracleDriver", "oracle.jdbc.driver.PhysicalConnection"),
              driver(
                  "com.microsoft.sqlserver.jdbc.SQLServerDriver",
                  "com.microsoft.sqlserver.jdbc.SQLServerConnection"),
              driver("org.h2.Driver", "org.h2.jdbc.JdbcConnection"),
              driver("org.hsqldb.jdbc.JDBCDriver", "org.hsqldb.jdbc.JDBCConnection"),
              driver(
                  "org.apache.derby.iapi.jdbc.AutoloadedDriver",
                  "org.apache.derby.impl.jdbc.EmbedConnection"),
              driver("org.duckdb.DuckDBDriver", "org.duckdb.DuckDBConnection"),
              // Its data source asks here, too, and not its driver.
              Stream.of(
                  seam(
                      "org.sqlite.JDBC",
                      "createConnection(java.lang.String,java.util.Properties)",
                      "Connect"),
                  seam("org.sqlite.SQLiteConnection", "close()", "Close")),
              // Closes what its server or its pool gives up, without close() being called.
              Stream.of(seam("com.mysql.cj.jdbc.ConnectionImpl", "realClose(..)", "Close")))
          .flatMap(seams -> seams)
          .toList();

  private Jdbc() {}

  private static Stream<Seam> driver(String driver, String connection) {
    return Stream.of(
        seam(driver, CONNECT, "Connect"),
        seam(connection, "close()", "Close"),
        seam(connection, "abort(java.util.concurrent.Executor)", "Close"));
  }

  private static Seam seam(String type, String method, String advice) {
    return Seam.of(type, method, Jdbc.class, advice);
  }

  /** {@code Driver.connect}, which returns null for the URL of another driver. */
  static final class Connect {
    private Connect() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.Return @Nullable Object connection, @Advice.Argument(0) @Nullable String url) {
      Spy.opened(Kind.JDBC, connection, url);
    }
  }

  static final class Close {
    private Close() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object connection) {
      Spy.closed(connection);
    }
  }
}
