package dev.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plimsoll.wire.json.Json;
import dev.plimsoll.wire.reading.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real file system of six megabytes; needs the right to mount one, and is skipped without. */
class FullDiskIT {
  @TempDir Path disk;

  private boolean mounted;

  @BeforeEach
  void mount() throws Exception {
    mounted = run("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", disk.toString());
    if (!mounted) {
      System.err.println(
          "[plimsoll] SKIPPED: a full disk can only be tried with the right to mount");
    }
    assumeTrue(mounted);
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      run("umount", disk.toString());
    }
  }

  @Test
  void aFullDiskIsSaidClearlyReadingGoesOnAndSoDoesWritingOnceThereIsSpace() throws Exception {
    Path ballast = Files.write(disk.resolve("ballast"), new byte[3 << 20]);
    try (Collector collector =
        Collector.start(CollectorOptions.in(disk.resolve("data")).at("127.0.0.1", 0))) {
      Http http = new Http(collector.url());
      FakeRun run = FakeRun.alone(http, "push/0", Sender.BEGAN);
      int acknowledged = fill(http, run);

      assertThat(http.get("/healthz").status()).isEqualTo(503);
      assertThat(http.get("/healthz").get("storage").toString()).contains("no space left");
      assertThat(http.get("/api/v1/runs/" + run.id()).status()).isEqualTo(200);

      Files.delete(ballast);
      assertThat(http.get("/healthz").status()).isEqualTo(200);
      assertThat(run.sample(Sender.BEGAN + 1000L * (acknowledged + 1), 0.1).ack()).isPositive();
      Http.Answer timeline = http.get("/api/v1/timeline?points=5000&metrics=rss&run=" + run.id());
      assertThat(timeline.get("series").toString()).doesNotContain("null");
    }
  }

  /** Sends until the collector has no room; the number of samples that it took. */
  private static int fill(Http http, FakeRun run) {
    int acknowledged = 0;
    for (int batch = 0; batch < 10_000; batch++) {
      List<Sample> samples = new ArrayList<>();
      for (int i = 1; i <= 100; i++) {
        samples.add(run.reading(Sender.BEGAN + 1000L * (acknowledged + i), 0.1));
      }
      Http.Answer answer =
          http.send("POST", "/api/v1/ingest", Json.line(run.batch(samples).toJson()));
      if (answer.status() != 200) {
        assertThat(answer.status()).isEqualTo(507);
        assertThat(answer.get("detail").toString()).contains("no space left on the disk");
        return acknowledged;
      }
      acknowledged += samples.size();
    }
    throw new AssertionError("the disk was never full");
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
