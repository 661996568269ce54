package dev.plimsoll.supervisor.warden;

import dev.plimsoll.supervisor.process.ExitStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** One start of a process, from the order to the warden's word of it. */
final class Start {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Function<Birth, WardenChild> begin;
  private final CompletableFuture<WardenChild> child = new CompletableFuture<>();

  /**
   * Not happened.
   *
   * @param begin called on the thread that hears of it, so that nothing is heard before it is done
   */
  Start(Function<Birth, WardenChild> begin) {
    this.begin = begin;
  }

  void happened(Birth birth) {
    child.complete(begin.apply(birth));
  }

  void failed(ExitStatus status) {
    child.completeExceptionally(
        new IOException("the shell that was to become it ended " + status.inWords()));
  }

  WardenChild await() throws IOException {
    try {
      return child.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e);
    } catch (TimeoutException e) {
      throw new IOException("the shell that keeps processes does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
