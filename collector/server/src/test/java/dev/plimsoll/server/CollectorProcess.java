package dev.plimsoll.server;

import dev.plimsoll.testkit.Jdk;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A collector in another process. */
final class CollectorProcess implements AutoCloseable {
  private final Process process;
  private final String url;

  private CollectorProcess(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  static CollectorProcess start(Jdk jdk, Path data) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process process =
        new ProcessBuilder(
                jdk.java().toString(),
                "-Xmx128m",
                "-cp",
                classPath,
                CollectorMain.class.getName(),
                data.toString(),
                "0")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String url = out.readLine();
    if (url == null) {
      throw new AssertionError("the collector did not start");
    }
    return new CollectorProcess(process, url);
  }

  String url() {
    return url;
  }

  /** SIGKILL: no shutdown hook, no last write. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    process.getOutputStream().close();
    process.waitFor();
  }
}
