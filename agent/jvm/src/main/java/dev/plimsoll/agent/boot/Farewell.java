package dev.plimsoll.agent.boot;

import dev.plimsoll.agent.blackbox.BlackBox;
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
   * @param shipper null where there is no collector
   * @param alone nobody else will tell of the exit, or ask for the black box
   */
  static void prepare(Outbox outbox, @Nullable Shipper shipper, BlackBox blackBox, boolean alone) {
    try {
      AgentThread hook = new AgentThread("farewell", () -> say(outbox, shipper, blackBox, alone));
      Runtime.getRuntime().addShutdownHook(hook);
      Leaving.undo(() -> Runtime.getRuntime().removeShutdownHook(hook));
    } catch (IllegalStateException e) {
      // The JVM is shutting down already.
    }
  }

  private static void say(
      Outbox outbox, @Nullable Shipper shipper, BlackBox blackBox, boolean alone) {
    if (alone) {
      outbox.addEvent(
          EventKind.EXIT,
          System.currentTimeMillis(),
          "The process shuts down in order.",
          Map.of("exit", exit()));
    }
    blackBox.ended(System.currentTimeMillis(), false);
    try {
      boolean delivered = shipper == null || shipper.finish(LONGEST_MS);
      blackBox.ended(System.currentTimeMillis(), alone && delivered);
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
