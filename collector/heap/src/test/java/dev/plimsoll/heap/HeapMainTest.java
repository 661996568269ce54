package dev.plimsoll.heap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.heap.dump.TestHeap;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeapMainTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void aTableIsPrintedForPeople() {
    Path dump = dump();

    assertThat(run("summary", dump.toString())).isZero();
    assertThat(text(out)).contains("Types by retained size").contains("byte[]");
    assertThat(text(err)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void oneLineOfJsonIsPrintedWhereverTheFlagStands(boolean last) {
    String dump = dump().toString();

    assertThat(last ? run("summary", dump, "--json") : run("--json", "summary", dump)).isZero();
    assertThat(text(out).lines()).hasSize(1);
    assertThat(text(out)).startsWith("{\"file\":\"").endsWith("}\n");
  }

  @Test
  void aFileThatIsNotThereIsOneSentence() {
    Path none = folder.resolve("none.hprof");

    assertThat(run("summary", none.toString())).isEqualTo(1);
    assertThat(text(err)).isEqualTo(none + " does not exist.\n");
    assertThat(text(out)).isEmpty();
  }

  @Test
  void aFolderIsNoDump() {
    assertThat(run("summary", folder.toString())).isEqualTo(1);
    assertThat(text(err)).isEqualTo(folder + " is a folder, not a heap dump.\n");
  }

  @Test
  void aFileOfAnotherKindIsOneSentence() {
    Path file = TestHeap.write(folder.resolve("a.txt"), new byte[100]);

    assertThat(run("summary", file.toString())).isEqualTo(1);
    assertThat(text(err))
        .isEqualTo(
            file
                + ": this is not an HPROF heap dump: it does not start with"
                + " \"JAVA PROFILE 1.0.\".\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "summary", "suspects x", "summary x y", "summary x --yaml", "x summary"})
  void wrongArgumentsAreAnsweredWithTheUsage(String line) {
    assertThat(run(line.isEmpty() ? new String[0] : line.split(" ", -1))).isEqualTo(2);
    assertThat(text(err)).isEqualTo("usage: HeapMain summary FILE [--json]\n");
  }

  private Path dump() {
    TestHeap heap = new TestHeap();
    return heap.root(heap.bytes(1000)).writeTo(folder);
  }

  private int run(String... args) {
    return HeapMain.run(
        List.of(args),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
