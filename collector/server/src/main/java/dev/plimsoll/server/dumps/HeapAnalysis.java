package dev.plimsoll.server.dumps;

import dev.plimsoll.wire.json.Json;
import dev.plimsoll.wire.json.MalformedMessageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs the analysis of one dump as a child process, bounded in time and in what it may print. */
final class HeapAnalysis {
  private static final long LONGEST_SUMMARY = 16L << 20;
  private static final int LONGEST_ERROR = 600;

  /** The analysis brought nothing; the message says why. */
  static final class FailedException extends Exception {
    private static final long serialVersionUID = 1L;

    FailedException(String message) {
      super(message);
    }
  }

  private final AnalysisCommand command;
  private final DumpFiles files;

  HeapAnalysis(AnalysisCommand command, DumpFiles files) {
    this.command = command;
    this.files = files;
  }

  /** Leaves the summary at its place, or says why not. */
  void summarise(Path dump, Path summary) throws FailedException, InterruptedException {
    Path out = null;
    Path errors = null;
    try {
      out = files.scratch(".json");
      errors = files.scratch(".err");
      run(dump, out, errors);
      check(out);
      Files.move(out, summary, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new FailedException("the analysis could not run: " + e.getMessage());
    } finally {
      delete(out);
      delete(errors);
    }
  }

  private void run(Path dump, Path out, Path errors)
      throws IOException, FailedException, InterruptedException {
    Process process =
        new ProcessBuilder(command.of(dump))
            .redirectOutput(out.toFile())
            .redirectError(errors.toFile())
            .start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(command.atMost().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new FailedException(
            "the analysis took longer than " + command.atMost().toSeconds() + " s");
      }
      if (process.exitValue() != 0) {
        throw new FailedException(lastWords(errors, process.exitValue()));
      }
    } finally {
      process.destroyForcibly();
    }
  }

  private static void check(Path out) throws IOException, FailedException {
    if (Files.size(out) > LONGEST_SUMMARY) {
      throw new FailedException("the analysis printed more than " + LONGEST_SUMMARY + " bytes");
    }
    try (InputStream in = Files.newInputStream(out)) {
      Json.readObject(in);
    } catch (MalformedMessageException e) {
      throw new FailedException("the analysis printed no summary: " + e.getMessage());
    }
  }

  private static String lastWords(Path errors, int exitCode) throws IOException {
    String text = Files.size(errors) > LONGEST_SUMMARY ? "" : Files.readString(errors).strip();
    if (text.isEmpty()) {
      return "the analysis ended with exit code " + exitCode;
    }
    return text.substring(Math.max(0, text.length() - LONGEST_ERROR));
  }

  private static void delete(@Nullable Path scratch) {
    try {
      if (scratch != null) {
        Files.deleteIfExists(scratch);
      }
    } catch (IOException e) {
      // a scratch file too many harms nobody
    }
  }
}
