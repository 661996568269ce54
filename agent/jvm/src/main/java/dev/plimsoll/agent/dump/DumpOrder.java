package dev.plimsoll.agent.dump;

import dev.plimsoll.wire.command.Command;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dump that was asked for.
 *
 * @param dump id of the dump, fit to be a file name
 * @param reason {@code line}, {@code command}, {@code drained}
 * @param command id of the command
 * @param force whether pause, memory and number do not matter
 */
record DumpOrder(String dump, String reason, String command, boolean force) {
  static final String LINE = "line";
  private static final String DRAINED = "drained";

  /** Null if the command names no dump that could be a file. */
  static @Nullable DumpOrder of(Command command) {
    String dump = String.valueOf(command.args().get("dump"));
    if (!DumpId.isValid(dump)) {
      return null;
    }
    Object reason = command.args().get("reason");
    boolean force = Boolean.TRUE.equals(command.args().get("force"));
    return new DumpOrder(dump, reason == null ? "command" : reason.toString(), command.id(), force);
  }

  /** Nobody waits for this process any more, so a pause costs nothing. */
  boolean isDrained() {
    return reason.equals(DRAINED);
  }

  /** What every event of the dump says. */
  Map<String, @Nullable Object> data() {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("dump", dump);
    data.put("reason", reason);
    data.put("command", command);
    return data;
  }
}
