package dev.plimsoll.supervisor.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogTailTest {
  private final LogTail tail = new LogTail(3, 8);
  private final LogTail.Stream out = tail.stream();

  @Test
  void theLastLinesAreKeptInOrder() {
    print(out, "a\nb\nc\nd\n");
    assertThat(tail.lines()).containsExactly("b", "c", "d");
  }

  @Test
  void aLineMayComeInPieces() {
    print(out, "hel");
    print(out, "lo\nwo");
    assertThat(tail.lines()).containsExactly("hello", "wo");
    print(out, "rld\n");
    assertThat(tail.lines()).containsExactly("hello", "world");
  }

  @Test
  void aLineWithoutEndIsCut() {
    print(out, "123456789");
    print(out, "abc\nnext\n");
    assertThat(tail.lines()).containsExactly("12345678", "next");
  }

  @Test
  void anUnfinishedLineCountsAsOne() {
    print(out, "a\nb\nc\nd");
    assertThat(tail.lines()).containsExactly("b", "c", "d");
  }

  @Test
  void theStreamsDoNotCutEachOthersLines() {
    LogTail.Stream err = tail.stream();
    print(out, "out");
    print(err, "err\n");
    print(out, "put\n");
    assertThat(tail.lines()).containsExactly("err", "output");
  }

  @Test
  void lineEndsOfOtherSystemsAreNotPartOfTheLine() {
    print(out, "a\r\n\r\nb\r");
    assertThat(tail.lines()).containsExactly("a", "", "b");
  }

  @Test
  void aLargePieceLeavesWhatItsSmallPartsWouldLeave() {
    List<String> lines = IntStream.range(0, 1000).mapToObj(i -> "l" + i).toList();
    String text = lines.stream().collect(Collectors.joining("\n"));
    print(out, "before ");
    print(out, text);
    assertThat(tail.lines()).containsExactly("l997", "l998", "l999");
  }

  @Test
  void anUnfinishedLineIsForgottenWhenEnoughFollows() {
    print(out, "unfinished");
    print(out, "\n1\n2\n3\n4");
    assertThat(tail.lines()).containsExactly("2", "3", "4");
  }

  private static void print(LogTail.Stream stream, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    stream.append(bytes, bytes.length);
  }
}
