package dev.plimsoll.wire.ingest;

import dev.plimsoll.wire.command.Command;
import dev.plimsoll.wire.command.Policy;
import dev.plimsoll.wire.json.JsonObject;
import dev.plimsoll.wire.json.MalformedMessageException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The collector's answer to a {@link Batch}.
 *
 * @param ack everything of the batch up to and including this number is durably stored
 * @param flushMs how long the sender should wait before the next batch, milliseconds
 * @param policies the policy in force, by run
 * @param commands what is asked of the runs the sender answers for
 */
public record Reply(long ack, long flushMs, Map<String, Policy> policies, List<Command> commands) {

  public static Reply from(JsonObject json) throws MalformedMessageException {
    return new Reply(
        json.number("ack"),
        json.number("flushMs"),
        json.map("policies", Policy::from),
        json.list("commands", Command::from));
  }

  public Map<String, Object> toJson() {
    Map<String, Object> policiesByRun = new LinkedHashMap<>();
    policies.forEach((run, policy) -> policiesByRun.put(run, policy.toJson()));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("ack", ack);
    json.put("flushMs", flushMs);
    json.put("policies", policiesByRun);
    json.put("commands", commands.stream().map(Command::toJson).toList());
    return json;
  }
}
