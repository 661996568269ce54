package dev.plimsoll.agent.handles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.agent.spy.Kind;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamingTest {
  private final Naming naming = new Naming();

  @Test
  void aPeerIsHostAndPort() {
    assertThat(naming.ofUri("https", "fcm.example", -1).name()).isEqualTo("fcm.example:443");
    assertThat(naming.ofUri("http", "fcm.example", -1).name()).isEqualTo("fcm.example:80");
    assertThat(naming.ofUri("http", "fcm.example", 8080).name()).isEqualTo("fcm.example:8080");
    assertThat(naming.ofPeer(InetSocketAddress.createUnresolved("db", 5432)).name())
        .isEqualTo("db:5432");
  }

  @Test
  void theSameNameIsTheSameHolder() {
    assertThat(naming.ofUri("http", "a", 1)).isSameAs(naming.ofUri("http", new String("a"), 1));
    assertThat(naming.ofUri("http", "a", 1)).isNotSameAs(naming.ofUri("http", "a", 2));
    assertThat(naming.ofFile("/tmp/1.part")).isSameAs(naming.ofFile("/tmp/2.part"));
  }

  @Test
  void anAddressOfVersion6StandsInBrackets() {
    assertThat(naming.ofUri("http", "::1", 80).name()).isEqualTo("[::1]:80");
    assertThat(naming.ofUri("http", "[::1]", 80).name()).isEqualTo("[::1]:80");
  }

  @Test
  void callersAreNamedWithoutTheirPassingPort() {
    assertThat(naming.ofCaller(InetSocketAddress.createUnresolved("10.0.0.5", 49152)).name())
        .isEqualTo("10.0.0.5 (accepted)");
  }

  @Test
  void aRouteIsMethodAndShape() {
    assertThat(naming.ofRoute("GET", "/users/17").name()).isEqualTo("GET /users/{id}");
    assertThat(naming.ofRoute(null, null).name()).isEqualTo("/");
    assertThat(naming.ofRoute(null, "/users/17").name()).isEqualTo("/users/{id}");
    assertThat(naming.ofRoute("PURGE", "/users/17").name()).isEqualTo("PURGE /users/{id}");
  }

  @Test
  void aRouteThatCameLatelyIsTheSameAgainAndNotThatOfAnotherMethod() {
    Holder get = naming.ofRoute("GET", "/users/17");
    assertThat(naming.ofRoute("GET", "/users/17")).isSameAs(get);
    assertThat(naming.ofRoute("GET", "/users/18")).isSameAs(get);
    assertThat(naming.ofRoute("PUT", "/users/17").name()).isEqualTo("PUT /users/{id}");
    assertThat(naming.ofRoute("GET", "/users/17")).isSameAs(get);
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://me:secret@db:5432/shop?password=secret, postgresql://db:5432/shop",
    "jdbc:sqlserver://db:1433;password=secret, sqlserver://db:1433",
    "jdbc:oracle:thin:me/secret@//db:1521/shop, oracle:thin://db:1521/shop",
    "jdbc:oracle:thin:me/secret@db, oracle:thin:db",
    "jdbc:h2:mem:test;PASSWORD=secret, h2:mem:test",
    "jdbc:mysql://me:p@ss@db/shop, mysql://db/shop"
  })
  void aDatabaseIsShownWithoutSecrets(String url, String shown) {
    assertThat(naming.ofDatabase(url).name()).isEqualTo(shown);
  }

  @Test
  void aServiceThatCallsCountlessHostsHasBoundedHoldersUntilTheyAreIdle() {
    for (int i = 0; i < 1_000; i++) {
      naming.ofUri("http", "host" + i, 80);
    }
    assertThat(naming.ofUri("http", "one-more", 80).name()).isEqualTo("other");
    assertThat(naming.ofUri("http", "host7", 80).name()).isEqualTo("host7:80");
    long later = System.nanoTime() + TimeUnit.MINUTES.toNanos(6);
    naming.all().forEach(holders -> holders.tidy(later));
    assertThat(naming.ofUri("http", "one-more", 80).name()).isEqualTo("one-more:80");
  }

  @Test
  void whatHasNoOtherEndIsHeldByThePlaceThatOpenedIt() {
    Frame opener = new Frame("a.B.c", "a.B.c(B.java:1)");
    assertThat(naming.ofPlace(Kind.SELECTOR, opener).name()).isEqualTo("a.B.c");
    assertThat(naming.ofPlace(Kind.PIPE, opener).kind()).isEqualTo("pipe");
    assertThat(naming.ofPlace(Kind.TIMER, null).name()).isEqualTo("unknown");
  }
}
