package dev.plimsoll.benchmarks.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** A process that answers each line with a line. */
public final class Dialogue implements AutoCloseable {
  private final Process process;
  private final Writer in;
  private final BufferedReader out;

  /** Starts it. */
  public Dialogue(ProcessBuilder builder) throws IOException {
    builder.environment().keySet().removeAll(Java.MEDDLING);
    process = builder.start();
    in = process.outputWriter(StandardCharsets.US_ASCII);
    out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
  }

  /**
   * Says a line and waits for the answer.
   *
   * @throws IOException if the process is gone
   */
  public String ask(String line) throws IOException {
    in.write(line + "\n");
    in.flush();
    String answer = out.readLine();
    if (answer == null) {
      throw new IOException("the process ended instead of answering " + line);
    }
    return answer;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
