package dev.plimsoll.agent.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TextsTest {
  @Test
  void aHistogramIsReadWithAndWithoutModules() {
    String text =
        """
         num     #instances         #bytes  class name (module)
        -------------------------------------------------------
           1:         11172       16284104  [B (java.base@17.0.15)
           2:          1425         175656  com.acme.Call$Pending
           3:           881         107136  [Ljava.lang.Object; (java.base@17.0.15)
        Total         33478       16566896
        """;
    ClassHistogram histogram = ClassHistogram.parse(text, 2);
    assertThat(histogram.rows())
        .containsExactly(
            new ClassHistogram.Row("byte[]", 11_172, 16_284_104),
            new ClassHistogram.Row("com.acme.Call$Pending", 1_425, 175_656));
    assertThat(histogram.count()).isEqualTo(33_478);
    assertThat(histogram.bytes()).isEqualTo(16_566_896);
  }

  @Test
  void aPauseIsGuessedFromWhatItTookBefore() {
    PauseGuess guess = new PauseGuess();
    assertThat(guess.millis(1L << 30)).isBetween(1_500L, 1_520L);
    guess.learn(1L << 30, 500);
    assertThat(guess.millis(2L << 30)).isBetween(1_000L, 1_020L);
    guess.learn(1 << 20, 500);
    assertThat(guess.millis(2L << 30)).isBetween(1_000L, 1_020L);
  }

  @Test
  void nativeMemoryIsReadByType() {
    String text =
        """

        Native Memory Tracking:

        Total: reserved=7841261KB, committed=613857KB
               malloc: 7845KB #4496

        -                 Java Heap (reserved=6172672KB, committed=532480KB)
                                    (mmap: reserved=6172672KB, committed=532480KB)

        -                        GC (reserved=100KB, committed=50KB)
        """;
    assertThat(NativeMemorySummary.parse(text))
        .isEqualTo(
            new NativeMemorySummary(
                7841261L * 1024,
                613857L * 1024,
                Map.of("Java Heap", 532480L * 1024, "GC", 50L * 1024)));
    assertThat(NativeMemorySummary.parse("Native memory tracking is not enabled")).isNull();
  }
}
