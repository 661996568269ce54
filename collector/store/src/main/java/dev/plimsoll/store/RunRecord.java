package dev.plimsoll.store;

import dev.plimsoll.wire.run.Identity;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run as it is stored.
 *
 * @param since when it came into its state, epoch milliseconds
 * @param heardAt when the collector last heard of it, epoch milliseconds
 * @param endedAt when it ended, epoch milliseconds; null while it has not
 * @param exit code, signal, cause, sentence and log of its exit; null if none is known
 */
public record RunRecord(
    Identity identity,
    RunState state,
    long since,
    long heardAt,
    @Nullable Long endedAt,
    @Nullable Map<String, @Nullable Object> exit) {

  public String id() {
    return identity.run();
  }
}
