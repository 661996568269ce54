package dev.plimsoll.benchmarks.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads what a process says, to the end and on a thread of its own, and keeps the lines. */
final class Output {
  private static final int LAST = 15;

  private final List<String> lines = new ArrayList<>();
  private final Thread reader;

  Output(InputStream in, Consumer<String> each) {
    reader = new Thread(() -> read(in, each), "output");
    reader.setDaemon(true);
    reader.start();
  }

  synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  /** The last lines as one text, for a message. */
  synchronized String last() {
    List<String> last = lines.subList(Math.max(0, lines.size() - LAST), lines.size());
    return String.join("\n", last) + "\n";
  }

  private void read(InputStream in, Consumer<String> each) {
    try (BufferedReader text =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = text.readLine(); line != null; line = text.readLine()) {
        synchronized (this) {
          lines.add(line);
        }
        each.accept(line);
      }
    } catch (IOException e) {
      each.accept("[the output broke: " + e.getMessage() + "]");
    }
  }
}
