package dev.plimsoll.heap;

import dev.plimsoll.heap.graph.UnreadableHeapException;
import dev.plimsoll.heap.summary.HeapSummary;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Analyses a heap dump in a process of its own, so that a large one cannot take the collector down.
 *
 * <p>{@code HeapMain summary FILE [--json]}. Exit code 0: the result is on standard output; 1: the
 * file cannot be analysed, one sentence on standard error says why; 2: the arguments are wrong.
 * Progress appears on standard error when the work takes longer than a second.
 */
public final class HeapMain {
  private static final String USAGE = "usage: HeapMain summary FILE [--json]";

  private HeapMain() {}

  public static void main(String[] args) {
    System.exit(run(List.of(args), utf8(System.out), utf8(System.err)));
  }

  /** As {@link #main}, but returns the exit code. */
  public static int run(List<String> args, PrintStream out, PrintStream err) {
    List<String> words = new ArrayList<>(args);
    boolean json = words.remove("--json");
    Path file = words.size() == 2 && words.get(0).equals("summary") ? path(words.get(1)) : null;
    if (file == null || words.get(1).startsWith("--")) {
      err.println(USAGE);
      return 2;
    }
    return summary(file, json, out, err);
  }

  private static int summary(Path file, boolean json, PrintStream out, PrintStream err) {
    if (!Files.isRegularFile(file)) {
      String what = Files.isDirectory(file) ? "is a folder, not a heap dump" : "does not exist";
      err.println(file + " " + what + ".");
      return 1;
    }
    try {
      HeapSummary summary = HeapAnalysis.summarize(file, new PrintedProgress(err));
      out.println(json ? summary.toJson() : summary.toText().stripTrailing());
      return 0;
    } catch (UnreadableHeapException | NotEnoughMemoryException e) {
      err.println(file + ": " + e.getMessage() + ".");
    } catch (IOException e) {
      err.println(file + " cannot be read: " + e.getMessage() + ".");
    }
    return 1;
  }

  private static @Nullable Path path(String word) {
    try {
      return Path.of(word);
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private static PrintStream utf8(PrintStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }
}
