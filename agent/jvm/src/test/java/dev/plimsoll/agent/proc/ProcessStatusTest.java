package dev.plimsoll.agent.proc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.agent.sampling.Reading;
import dev.plimsoll.wire.reading.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessStatusTest {
  @TempDir Path proc;

  @Test
  void residentMemoryAndThreadsAreReadAnewEachTime() throws IOException {
    write("   57712 kB", 24);
    ProcessStatus status = new ProcessStatus(proc.toFile());
    assertThat(read(status))
        .containsOnly(Map.entry(Metric.RSS, 57712 * 1024d), Map.entry(Metric.THREADS, 24d));
    write(" 1057712 kB", 2400);
    assertThat(read(status)).containsEntry(Metric.RSS, 1057712 * 1024d);
  }

  @Test
  void whatIsNotThereIsAbsent() {
    assertThat(read(new ProcessStatus(proc.toFile()))).isEmpty();
  }

  private static Map<String, Double> read(ProcessStatus status) {
    Reading reading = new Reading(0);
    status.read(reading);
    return reading.metrics();
  }

  private void write(String rss, int threads) throws IOException {
    Path file = proc.resolve("self/status");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        "Name:\tjava\nVmPeak:\t 5000000 kB\nVmRSS:\t"
            + rss
            + "\nRssAnon:\t   37000 kB\nThreads:\t"
            + threads
            + "\n");
  }
}
