package dev.plimsoll.supervisor.instance;

import dev.plimsoll.wire.run.Lines;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run as people ask for it.
 *
 * @param pid zero if no process came about
 * @param state wire name of a {@link RunState}
 * @param since when it came into that state, epoch milliseconds
 * @param restarts of the instance, after ends that nobody asked for
 * @param lastExit how the run before ended, in one sentence; null if there was none
 * @param trouble what went wrong last: an end that nobody asked for, or a replacement that failed;
 *     null if nothing has since the last replacement that succeeded
 * @param metrics last that the agent told, by name; empty without an agent
 */
public record RunView(
    String service,
    String instance,
    String run,
    long pid,
    String state,
    long since,
    int restarts,
    @Nullable String lastExit,
    @Nullable String trouble,
    Map<String, Double> metrics,
    Lines lines) {}
