import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Spring Boot with its embedded Tomcat, JSON, and JDBC to a database in the process. Without a scan
 * for components: in no package, it would find those of all libraries.
 */
@EnableAutoConfiguration
@RestController
public class SpringHello {
  private final JdbcTemplate database;

  public SpringHello(JdbcTemplate database) {
    this.database = database;
    database.execute("create table greeting(id int primary key, text varchar(20))");
    database.update("insert into greeting values (1, 'hello'), (2, 'good day')");
  }

  public static void main(String[] args) {
    SpringApplication.run(SpringHello.class, args);
  }

  @GetMapping("/greetings")
  List<Map<String, Object>> greetings() {
    return database.queryForList("select * from greeting order by id");
  }
}
