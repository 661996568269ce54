package dev.plimsoll.wire.control;

import dev.plimsoll.wire.json.Json;
import dev.plimsoll.wire.json.JsonObject;
import dev.plimsoll.wire.json.MalformedMessageException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line on the unix socket between an agent and its supervisor. The agent connects, says {@link
 * Hello}, and goes on only if it is answered {@link Welcome}: helper JVMs inherit the environment
 * of the run, and must not speak in its name.
 */
public sealed interface ControlMessage {
  /** Serving a socket that it has inherited. */
  String INHERIT = "inherit";

  /** Listening on a private port until the old run has left. */
  String STAND_BY = "stand-by";

  /** Finishing what is in flight before the process is asked to end. */
  String DRAIN = "drain";

  /**
   * First line of an agent.
   *
   * @param can what it is able to do beside binding when told: {@link #INHERIT}, {@link #STAND_BY},
   *     {@link #DRAIN}
   */
  record Hello(String run, long pid, Set<String> can) implements ControlMessage {
    public Hello {
      can = Set.copyOf(can);
    }

    public Hello(String run, long pid) {
      this(run, pid, Set.of());
    }
  }

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

  /** The application has said itself that it is ready, as PM2 has it: {@code process.send}. */
  record Ready() implements ControlMessage {}

  /**
   * The application is about to bind the port and waits for {@link MayBind} or {@link StandBy}.
   *
   * @param address numeric; null for any
   * @param backlog connections that may wait to be accepted; 0 where the application does not say
   */
  record Binding(int port, @Nullable String address, int backlog) implements ControlMessage {
    public Binding(int port) {
      this(port, null, 0);
    }
  }

  /**
   * The port is this run's now.
   *
   * @param descriptor of the inherited socket that is bound to it and listens; null where there is
   *     none, and the run has to bind the port itself
   */
  record MayBind(int port, @Nullable Integer descriptor) implements ControlMessage {
    public MayBind(int port) {
      this(port, null);
    }
  }

  /**
   * The old run still serves the port: listen on a private one until {@link MayBind}. Said only to
   * an agent that can.
   */
  record StandBy(int port) implements ControlMessage {}

  /**
   * The application listens, and nobody but whoever is told knows where.
   *
   * @param at the private port, on the loopback interface
   */
  record StandingBy(int port, int at) implements ControlMessage {}

  /**
   * Finish the requests in flight and take no new ones. Said only to an agent that can.
   *
   * @param atMostMs how long that may take
   */
  record Drain(long atMostMs) implements ControlMessage {}

  /**
   * Nothing is in flight any more, or the time is over.
   *
   * @param left requests that were given up
   */
  record Drained(long left) implements ControlMessage {}

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
      hello.can().forEach(ability -> json.put(ability, true));
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
    } else if (this instanceof Ready) {
      json.put("type", "ready");
    } else if (this instanceof Binding binding) {
      json.put("type", "binding");
      json.put("port", binding.port());
      putIfThere(json, "address", binding.address());
      putIfThere(json, "backlog", binding.backlog() == 0 ? null : binding.backlog());
    } else if (this instanceof MayBind mayBind) {
      json.put("type", "may-bind");
      json.put("port", mayBind.port());
      putIfThere(json, "descriptor", mayBind.descriptor());
    } else if (this instanceof StandBy standBy) {
      json.put("type", "stand-by");
      json.put("port", standBy.port());
    } else if (this instanceof StandingBy standingBy) {
      json.put("type", "standing-by");
      json.put("port", standingBy.port());
      json.put("at", standingBy.at());
    } else if (this instanceof Drain drain) {
      json.put("type", "drain");
      json.put("atMostMs", drain.atMostMs());
    } else if (this instanceof Drained drained) {
      json.put("type", "drained");
      json.put("left", drained.left());
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

  private static void putIfThere(Map<String, Object> json, String name, @Nullable Object value) {
    if (value != null) {
      json.put(name, value);
    }
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
      case "hello" -> new Hello(json.string("run"), json.number("pid"), abilities(json));
      case "guard" -> new Guard(json.string("run"), json.number("pid"));
      case "welcome" -> new Welcome();
      case "declined" -> new Declined(json.string("reason"));
      case "listening" -> new Listening(port(json, "port"));
      case "ready" -> new Ready();
      case "binding" ->
          new Binding(
              port(json, "port"), json.optionalString("address"), small(json, "backlog", 0));
      case "may-bind" ->
          new MayBind(
              port(json, "port"),
              json.optionalNumber("descriptor") == null ? null : small(json, "descriptor", 0));
      case "stand-by" -> new StandBy(port(json, "port"));
      case "standing-by" -> new StandingBy(port(json, "port"), port(json, "at"));
      case "drain" -> new Drain(json.number("atMostMs"));
      case "drained" -> new Drained(json.number("left"));
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

  private static Set<String> abilities(JsonObject json) throws MalformedMessageException {
    Set<String> can = new HashSet<>();
    for (String ability : List.of(INHERIT, STAND_BY, DRAIN)) {
      if (json.flag(ability, false)) {
        can.add(ability);
      }
    }
    return can;
  }

  private static int port(JsonObject json, String name) throws MalformedMessageException {
    long port = json.number(name);
    if (port < 0 || port > 65535) {
      throw MalformedMessageException.badValue(name, port + " is no port");
    }
    return (int) port;
  }

  private static int small(JsonObject json, String name, int absent)
      throws MalformedMessageException {
    Long number = json.optionalNumber(name);
    if (number != null && (number < 0 || number > Integer.MAX_VALUE)) {
      throw MalformedMessageException.badValue(name, "out of range");
    }
    return number == null ? absent : (int) (long) number;
  }
}
