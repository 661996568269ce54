package dev.plimsoll.wire.ingest;

import dev.plimsoll.wire.command.CommandStatus;
import dev.plimsoll.wire.json.JsonObject;
import dev.plimsoll.wire.json.MalformedMessageException;
import dev.plimsoll.wire.reading.Event;
import dev.plimsoll.wire.reading.Owner;
import dev.plimsoll.wire.reading.Sample;
import dev.plimsoll.wire.run.Identity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a sender has that was not acknowledged yet. Samples and events share one sequence a sender,
 * so that the collector can drop what it holds already.
 *
 * @param protocol version of the protocol, {@link #PROTOCOL}
 * @param sender the run's UUID where an agent speaks, the supervisor's own where it does
 * @param runs every run that the batch mentions, and every run the sender answers for
 * @param samples oldest first
 * @param events oldest first
 * @param owners the owners as they are now; replaces what was sent before for the same run
 * @param commands news of commands received
 * @param dropped items lost for good since the start of the sender because its buffer was full
 */
public record Batch(
    int protocol,
    String sender,
    List<Identity> runs,
    List<Sample> samples,
    List<Event> events,
    List<Owner> owners,
    List<CommandStatus> commands,
    long dropped) {
  public static final int PROTOCOL = 1;

  public static Batch from(JsonObject json) throws MalformedMessageException {
    long protocol = json.number("protocol");
    if (protocol != PROTOCOL) {
      throw MalformedMessageException.badValue(
          "protocol", "this collector speaks " + PROTOCOL + ", the sender " + protocol);
    }
    Long dropped = json.optionalNumber("dropped");
    return new Batch(
        PROTOCOL,
        json.string("sender"),
        json.list("runs", Identity::from),
        json.list("samples", Sample::from),
        json.list("events", Event::from),
        json.list("owners", Owner::from),
        json.list("commands", CommandStatus::from),
        dropped == null ? 0 : dropped);
  }

  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("protocol", protocol);
    json.put("sender", sender);
    json.put("runs", runs.stream().map(Identity::toJson).toList());
    json.put("samples", samples.stream().map(Sample::toJson).toList());
    json.put("events", events.stream().map(Event::toJson).toList());
    json.put("owners", owners.stream().map(Owner::toJson).toList());
    json.put("commands", commands.stream().map(CommandStatus::toJson).toList());
    json.put("dropped", dropped);
    return json;
  }
}
