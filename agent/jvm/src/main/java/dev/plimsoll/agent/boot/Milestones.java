package dev.plimsoll.agent.boot;

import dev.plimsoll.agent.control.ControlLink;
import dev.plimsoll.agent.ship.Outbox;
import dev.plimsoll.wire.reading.EventKind;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Start and readiness of the run: told by the supervisor where there is one, else by us. */
final class Milestones {
  private final Settings settings;
  private final Outbox outbox;
  private final @Nullable ControlLink control;
  private final AtomicBoolean ready = new AtomicBoolean();

  Milestones(Settings settings, Outbox outbox, @Nullable ControlLink control) {
    this.settings = settings;
    this.outbox = outbox;
    this.control = control;
  }

  void started() {
    if (!settings.isSupervised()) {
      tell(EventKind.STARTED, "The process " + ProcessHandle.current().pid() + " has started.");
    }
  }

  /** The process listens on a port it did not listen on before. */
  void listening(int port) {
    if (control != null) {
      control.listening(port);
    } else if (ready.compareAndSet(false, true)) {
      tell(EventKind.READY, "The process listens on port " + port + ".");
    }
  }

  private void tell(EventKind kind, String text) {
    outbox.addEvent(kind, System.currentTimeMillis(), text, Map.of());
  }
}
