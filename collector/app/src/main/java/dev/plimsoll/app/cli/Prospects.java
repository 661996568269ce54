package dev.plimsoll.app.cli;

import dev.plimsoll.supervisor.process.AgentInjection;
import dev.plimsoll.supervisor.process.Program;
import dev.plimsoll.supervisor.spec.ServiceSpec;
import dev.plimsoll.wire.run.Lines;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one service would get on a host: told from its configuration, before anything is started.
 */
final class Prospects {
  private static final Pattern JAVA_HEAP = Pattern.compile("-Xmx(\\d+)([kKmMgG]?)");
  private static final Pattern NODE_HEAP = Pattern.compile("--max[-_]old[-_]space[-_]size=(\\d+)");

  private final ServiceSpec service;
  private final Host host;
  private final Map<String, String> environment;
  private final List<Prospect> found = new ArrayList<>();

  Prospects(ServiceSpec service, Host host, Map<String, String> inherited) {
    this.service = service;
    this.host = host;
    this.environment = new HashMap<>(inherited);
    environment.putAll(service.environment());
  }

  List<Prospect> all() {
    command();
    port();
    ready();
    OptionalLong heap = maxHeap();
    lines(heap);
    heap.ifPresent(this::dumps);
    heap.ifPresent(this::room);
    stop();
    logs();
    return List.copyOf(found);
  }

  private void command() {
    String objection = Program.objection(service.command(), service.directory(), environment);
    if (objection != null) {
      broken("command", objection + ".");
      return;
    }
    String agent =
        isJava()
            ? "a JVM: the agent comes with -javaagent"
            : isNode()
                ? "Node: the agent comes with NODE_OPTIONS"
                : "neither java nor node: the agent comes by the environment, and is in whatever JVM or Node this starts";
    good("command", agent + ".");
  }

  private void port() {
    if (!host.handsDownSockets()) {
      costs(
          "port",
          "stop, wait for the port, start: sockets cannot be handed down on this host (it takes /bin/sh, and the jar's own manifest), so connections are refused during a replacement.");
    } else if (isJava() || isNode()) {
      good(
          "port",
          "inherited socket: the supervisor holds the port, and it stays open through replacements, crashes and kill -9."
              + (isJava()
                  ? " Netty's native transports bind their own, and then it is stop, wait, start."
                  : ""));
    } else {
      costs(
          "port",
          "inherited socket if a JVM or Node with the agent opens it; else stop, wait for the port, start, with refused connections meanwhile.");
    }
  }

  private void ready() {
    String what =
        service.port() == null
            ? "as soon as the run listens on any port; one that listens on none counts as ready after %s"
                .formatted(Printed.duration(service.readyTimeout().toMillis()))
            : "when the very process of the run listens on %d, within %s"
                .formatted(service.port(), Printed.duration(service.readyTimeout().toMillis()));
    good("ready", what + ".");
  }

  private void lines(OptionalLong heap) {
    Lines lines = service.lines() == null ? Lines.DEFAULT : service.lines();
    String whose = service.lines() == null ? " (the default; the collector may have others)" : "";
    if (heap.isEmpty()) {
      costs(
          "lines",
          "%s%s of a max heap that the command does not set: %s"
              .formatted(
                  fractions(lines),
                  whose,
                  isNode()
                      ? "give --max-old-space-size, or Node's own limit holds."
                      : "give -Xmx, or a quarter of the memory is the limit of a JVM."));
      return;
    }
    double max = (double) heap.getAsLong();
    good(
        "lines",
        "warn at %s, dump at %s, replace at %s of live heap: %s of %s%s."
            .formatted(
                Printed.bytes(lines.warn() * max),
                Printed.bytes(lines.dump() * max),
                Printed.bytes(lines.restart() * max),
                fractions(lines),
                Printed.bytes(max),
                whose));
  }

  private static String fractions(Lines lines) {
    return String.format(
        Locale.ROOT, "%.2f, %.2f, %.2f", lines.warn(), lines.dump(), lines.restart());
  }

  /** A dump is about as large as what lives in the heap when it is taken. */
  private void dumps(long heap) {
    String where = "%s free below %s".formatted(bytes(host.disk()), host.state());
    if (host.disk() < heap) {
      costs(
          "dumps",
          "a full heap is %s, and there is only %s: such a dump will be refused."
              .formatted(bytes(heap), where));
    } else {
      good("dumps", "a full heap is %s, and there is %s.".formatted(bytes(heap), where));
    }
  }

  private void room(long heap) {
    if (host.memory().isEmpty()) {
      return;
    }
    long available = host.memory().getAsLong();
    long all = heap * (service.instances() + 1);
    String text =
        "%d %s and one more during a replacement: %s of heap at most, and %s are available now."
            .formatted(
                service.instances(),
                service.instances() == 1 ? "process" : "processes",
                bytes(all),
                bytes(available));
    if (all > available) {
      costs("memory", text);
    } else {
      good("memory", text);
    }
  }

  private void stop() {
    good(
        "stop",
        "drained for %s at most, then %s, and SIGKILL after another %s."
            .formatted(
                Printed.duration(service.stop().timeout().toMillis()),
                service.stop().signal(),
                Printed.duration(service.stop().timeout().toMillis())));
  }

  private void logs() {
    double most = (double) service.logs().size() * (service.logs().keep() + 1);
    good(
        "logs",
        "%s at most for each instance, closed files for %s; see `plimsoll logs %s`."
            .formatted(
                Printed.bytes(most),
                Printed.duration(service.logs().age().toMillis()),
                service.name()));
  }

  private OptionalLong maxHeap() {
    String options =
        isJava()
            ? environment.getOrDefault("JDK_JAVA_OPTIONS", "")
            : environment.getOrDefault("NODE_OPTIONS", "");
    String words = options + " " + String.join(" ", service.command());
    Matcher matcher = (isNode() ? NODE_HEAP : JAVA_HEAP).matcher(words);
    long bytes = -1;
    while (matcher.find()) {
      long number = Long.parseLong(matcher.group(1));
      String unit = isNode() ? "m" : matcher.group(2).toLowerCase(Locale.ROOT);
      bytes = number << (unit.equals("g") ? 30 : unit.equals("m") ? 20 : unit.equals("k") ? 10 : 0);
    }
    return bytes < 0 ? OptionalLong.empty() : OptionalLong.of(bytes);
  }

  private static String bytes(long count) {
    return Printed.bytes((double) count);
  }

  private boolean isJava() {
    return AgentInjection.isJava(service.command());
  }

  private boolean isNode() {
    return AgentInjection.isNode(service.command());
  }

  private void good(String topic, String text) {
    found.add(new Prospect(topic, Prospect.Verdict.GOOD, text));
  }

  private void costs(String topic, String text) {
    found.add(new Prospect(topic, Prospect.Verdict.COSTS, text));
  }

  private void broken(String topic, String text) {
    found.add(new Prospect(topic, Prospect.Verdict.BROKEN, text));
  }
}
