package dev.plimsoll.wire.control;

import dev.plimsoll.wire.json.Json;
import dev.plimsoll.wire.json.JsonObject;
import dev.plimsoll.wire.json.MalformedMessageException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One line on the unix socket between an agent and its supervisor. The agent connects, says {@link
 * Hello}, and goes on only if it is answered {@link Welcome}: helper JVMs inherit the environment
 * of the run, and must not speak in its name.
 */
public sealed interface ControlMessage {

  /** First line of an agent. */
  record Hello(String run, long pid) implements ControlMessage {}

  /**
   * First line of the second connection of an agent, that of its safety path. It is answered like a
   * {@link Hello}, and says nothing but {@link Overload}.
   */
  record Guard(String run, long pid) implements ControlMessage {}

  /** The supervisor takes the agent for the run's own. */
  record Welcome() implements ControlMessage {}

  /** The run has its agent already, or is not known: the agent stays silent. */
  record Declined(String reason) implements ControlMessage {}

  /** A TCP listener of this very process exists. */
  record Listening(int port) implements ControlMessage {}

  /** The application is about to bind the port and waits for {@link MayBind}. */
  record Binding(int port) implements ControlMessage {}

  /** The port is free now. */
  record MayBind(int port) implements ControlMessage {}

  /** Once a second: the metrics that people ask the supervisor for. */
  record Status(Map<String, Double> metrics) implements ControlMessage {}

  /**
   * The run lies so deep that it has to be replaced, and cannot wait for the collector to see it.
   *
   * @param fraction of max heap, 0 to 1
   * @param live live heap, bytes; use of the heap where collections could not tell them apart
   * @param max max heap, bytes
   * @param why for people, without a full stop
   */
  record Overload(double fraction, long live, long max, String why) implements ControlMessage {}

  /** The message as one line, without the line feed. */
  default String toLine() {
    Map<String, Object> json = new LinkedHashMap<>();
    if (this instanceof Hello hello) {
      json.put("type", "hello");
      json.put("run", hello.run());
      json.put("pid", hello.pid());
    } else if (this instanceof Guard guard) {
      json.put("type", "guard");
      json.put("run", guard.run());
      json.put("pid", guard.pid());
    } else if (this instanceof Welcome) {
      json.put("type", "welcome");
    } else if (this instanceof Declined declined) {
      json.put("type", "declined");
      json.put("reason", declined.reason());
    } else if (this instanceof Listening listening) {
      json.put("type", "listening");
      json.put("port", listening.port());
    } else if (this instanceof Binding binding) {
      json.put("type", "binding");
      json.put("port", binding.port());
    } else if (this instanceof MayBind mayBind) {
      json.put("type", "may-bind");
      json.put("port", mayBind.port());
    } else if (this instanceof Status status) {
      json.put("type", "status");
      json.put("metrics", status.metrics());
    } else if (this instanceof Overload overload) {
      json.put("type", "overload");
      json.put("fraction", overload.fraction());
      json.put("live", overload.live());
      json.put("max", overload.max());
      json.put("why", overload.why());
    }
    return Json.line(json);
  }

  /**
   * Reads one line.
   *
   * @throws MalformedMessageException if it is no message, or of a type that is not known here
   */
  static ControlMessage ofLine(String line) throws MalformedMessageException {
    JsonObject json = Json.readObject(line);
    String type = json.string("type");
    return switch (type) {
      case "hello" -> new Hello(json.string("run"), json.number("pid"));
      case "guard" -> new Guard(json.string("run"), json.number("pid"));
      case "welcome" -> new Welcome();
      case "declined" -> new Declined(json.string("reason"));
      case "listening" -> new Listening(port(json));
      case "binding" -> new Binding(port(json));
      case "may-bind" -> new MayBind(port(json));
      case "status" -> new Status(json.numbers("metrics"));
      case "overload" ->
          new Overload(
              json.fraction("fraction"),
              json.number("live"),
              json.number("max"),
              json.string("why"));
      default -> throw MalformedMessageException.badValue("type", "unknown: " + type);
    };
  }

  private static int port(JsonObject json) throws MalformedMessageException {
    long port = json.number("port");
    if (port < 0 || port > 65535) {
      throw MalformedMessageException.badValue("port", port + " is no port");
    }
    return (int) port;
  }
}
