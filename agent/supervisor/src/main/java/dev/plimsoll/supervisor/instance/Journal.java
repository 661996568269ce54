package dev.plimsoll.supervisor.instance;

import dev.plimsoll.wire.reading.EventKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the course of the runs is told. Must not block. */
public interface Journal {
  /**
   * Tells one event, at the time it happens.
   *
   * @param text one sentence for people
   */
  void tell(Run run, EventKind kind, String text, Map<String, @Nullable Object> data);
}
