package dev.plimsoll.agent.boot;

import dev.plimsoll.agent.guest.AgentThread;
import dev.plimsoll.agent.guest.Leaving;
import dev.plimsoll.agent.ship.Outbox;
import dev.plimsoll.agent.ship.Shipper;
import dev.plimsoll.wire.reading.EventKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** At an orderly shutdown, delivers what is left if that takes no longer than half a second. */
final class Farewell {
  private static final long LONGEST_MS = 500;

  private Farewell() {}

  /**
   * Registers the hook.
   *
   * @param alone nobody else will tell of the exit
   */
  static void prepare(Outbox outbox, Shipper shipper, boolean alone) {
    try {
      AgentThread hook = new AgentThread("farewell", () -> say(outbox, shipper, alone));
      Runtime.getRuntime().addShutdownHook(hook);
      Leaving.undo(() -> Runtime.getRuntime().removeShutdownHook(hook));
    } catch (IllegalStateException e) {
      // The JVM is shutting down already.
    }
  }

  private static void say(Outbox outbox, Shipper shipper, boolean alone) {
    if (alone) {
      outbox.addEvent(
          EventKind.EXIT,
          System.currentTimeMillis(),
          "The process shuts down in order.",
          Map.of("exit", exit()));
    }
    try {
      shipper.finish(LONGEST_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A shutdown hook learns neither the code nor the signal. */
  private static Map<String, @Nullable Object> exit() {
    Map<String, @Nullable Object> exit = new LinkedHashMap<>();
    exit.put("code", null);
    exit.put("signal", null);
    exit.put("cause", "requested");
    exit.put("sentence", "The process shut down in order.");
    exit.put("log", List.of());
    return exit;
  }
}
