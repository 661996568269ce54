package dev.plimsoll.agent.weave.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MethodOrderTest {

  @Test
  void aSortedClassIsTheSameClassInOneOrder() throws Exception {
    byte[] written = written();
    byte[] sorted = MethodOrder.sorted(written);
    assertThat(sorted).isNotEqualTo(written).hasSameSizeAs(written);
    assertThat(MethodOrder.sorted(sorted)).isEqualTo(sorted);
    Class<?> defined = MethodHandles.lookup().defineHiddenClass(sorted, false).lookupClass();
    assertThat(defined.getDeclaredMethods()).hasSize(4);
  }

  @Test
  void whatIsNoClassFileStaysAsItIs() throws Exception {
    byte[] noClass = {1, 2, 3};
    assertThat(MethodOrder.sorted(noClass)).isSameAs(noClass);
    byte[] cut = Arrays.copyOf(written(), 200);
    assertThat(MethodOrder.sorted(cut)).isSameAs(cut);
  }

  private static byte[] written() throws IOException {
    try (InputStream in =
        MethodOrderTest.class.getResourceAsStream("MethodOrderTest$Unsorted.class")) {
      return in.readAllBytes();
    }
  }

  /** Methods of lengths that no order by content would give. */
  @SuppressWarnings("unused")
  private static final class Unsorted {
    long c(long a) {
      return a * 3;
    }

    void a() {}

    int b() {
      return 5;
    }

    private String d(String x) {
      return x + "d";
    }
  }
}
