package dev.plimsoll.wire.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingsTest {
  @TempDir Path folder;

  @Test
  void aChunkThatIsStillBeingWrittenBecomesARecordingThatTheJdkReads() {
    try (Recording recording = new Recording()) {
      recording.enable("jdk.CPULoad").withPeriod(Duration.ofMillis(100));
      recording.start();
      await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptionsMatching(IOException.class::isInstance)
          .untilAsserted(
              () -> {
                Path repository = Path.of(System.getProperty("jdk.jfr.repository"));
                Optional<Path> adopted = Recordings.adopt(repository, folder, "run-1");
                assertThat(adopted).contains(folder.resolve("recording-run-1.jfr"));
                assertThat(RecordingFile.readAllEvents(adopted.get())).isNotEmpty();
              });
    }
  }

  @Test
  void onlyTheNewestRecordingsStayAndOnlyOurOwnRepositoryGoes() throws Exception {
    Path repository = Files.createDirectory(folder.resolve("chunks"));
    Path chunk = Files.createFile(repository.resolve("1.jfr"));
    assertThat(Recordings.adopt(repository, folder, "run")).isEmpty();
    byte[] header = new byte[100];
    System.arraycopy(new byte[] {'F', 'L', 'R', 0}, 0, header, 0, 4);
    header[15] = 80;
    header[64] = 5;
    Files.write(chunk, header);
    for (int run = 0; run < 5; run++) {
      assertThat(Recordings.adopt(repository, folder, "run-" + run)).isPresent();
    }
    assertThat(Files.readAllBytes(folder.resolve("recording-run-4.jfr"))).hasSize(80);
    assertThat(Files.readAllBytes(folder.resolve("recording-run-4.jfr"))[64]).isZero();
    try (var files = Files.list(folder)) {
      assertThat(files.filter(file -> file.toString().endsWith(".jfr"))).hasSize(3);
    }
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Recordings.discard(repository, elsewhere);
    assertThat(chunk).exists();
    Recordings.discard(repository, folder);
    assertThat(repository).doesNotExist();
  }
}
