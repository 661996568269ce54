package dev.plimsoll.supervisor.instance;

import dev.plimsoll.wire.json.JsonObject;
import dev.plimsoll.wire.json.MalformedMessageException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the next supervisor has to know of a run. Its process, and how that ended, the warden knows.
 *
 * @param since when it came into its state, epoch milliseconds
 * @param startedAt epoch milliseconds
 * @param digest of what the process was started from, see {@link
 *     dev.plimsoll.supervisor.spec.ServiceSpec#digest}
 * @param control socket on which its agent looks for a supervisor
 * @param listening ports that its agent has told of
 * @param oomCounter file that counts what the kernel kills in its cgroup; null if there is none
 * @param oomBefore what stood there when the process was seen there first
 */
record RunRecord(
    String run,
    RunState state,
    long since,
    long startedAt,
    String digest,
    String control,
    Set<Integer> listening,
    @Nullable String oomCounter,
    long oomBefore) {

  Map<String, @Nullable Object> toJson() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("run", run);
    json.put("state", state.wireName());
    json.put("since", since);
    json.put("startedAt", startedAt);
    json.put("digest", digest);
    json.put("control", control);
    json.put("listening", listening.stream().map(String::valueOf).collect(Collectors.joining(" ")));
    json.put("oomCounter", oomCounter);
    json.put("oomBefore", oomBefore);
    return json;
  }

  static RunRecord from(JsonObject json) throws MalformedMessageException {
    return new RunRecord(
        json.string("run"),
        RunState.ofWireName(json.string("state")),
        json.number("since"),
        json.number("startedAt"),
        json.string("digest"),
        json.string("control"),
        ports(json.string("listening")),
        json.optionalString("oomCounter"),
        json.number("oomBefore"));
  }

  private static Set<Integer> ports(String text) throws MalformedMessageException {
    Set<Integer> ports = new TreeSet<>();
    try {
      for (String port : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
        ports.add(Integer.valueOf(port));
      }
      return ports;
    } catch (NumberFormatException e) {
      throw MalformedMessageException.badValue("listening", text);
    }
  }
}
