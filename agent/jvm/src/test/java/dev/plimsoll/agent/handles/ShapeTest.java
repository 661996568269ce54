package dev.plimsoll.agent.handles;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeTest {
  @ParameterizedTest
  @CsvSource({
    "/, /",
    "/users, /users",
    "/users/4711/orders/12, /users/{id}/orders/{id}",
    "/v1/page1/oauth2, /v1/page1/oauth2",
    "/o/8f14e45f-ceea-467e-bd3c-0123456789ab, /o/{id}",
    "/o/8f14e45fceea467e, /o/{id}",
    "/order-12345/x, /order-{id}/x",
    "/2024-01-31/log, /{id}/log",
    "/deadbeef, /deadbeef",
    "/users/4711?page=2, /users/{id}",
    "/users;jsessionid=1F2A, /users",
    "/a/b/c/d/e/f/g/h/i/j, /a/b/c/d/e/f/g/h/...",
    "/t/abcdefghijklmnopqrstuvwxyzabcdefghijklmnopq, /t/{id}"
  })
  void routesAreWithoutIds(String path, String shape) {
    assertThat(Shape.ofRoute(path)).isEqualTo(shape);
  }

  @ParameterizedTest
  @CsvSource({
    "/etc/hosts, /etc/hosts",
    "/tmp/upload-8231.part, /tmp/upload-*.part",
    "/var/log/app-2024-01-31.log, /var/log/app-*.log",
    "/opt/lib/h2-2.1.214.jar, /opt/lib/h2-*.jar",
    "/opt/log4j/x, /opt/log4j/x",
    "relative/1, relative/*"
  })
  void filesAreWithoutNumbers(String path, String shape) {
    assertThat(Shape.ofFile(path)).isEqualTo(shape);
  }
}
