package dev.plimsoll.benchmarks.overhead;

import dev.plimsoll.benchmarks.peer.Peer;
import dev.plimsoll.benchmarks.report.Options;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What a run measures and how long.
 *
 * @param rounds how often every process is started anew
 * @param bursts of either load in each round, the peers taking turns
 * @param millis length of a burst
 * @param rate requests per second of the fixed-rate load
 * @param heap heap flags of the measured JVM
 * @param jars folder of the agents' jars
 * @param springApp build folder of the Spring application
 */
record Plan(
    App app,
    List<Peer> peers,
    int rounds,
    int bursts,
    int millis,
    int warmupMillis,
    int rate,
    String heap,
    Path jars,
    Path springApp) {
  private static final List<Peer> OFFERED =
      List.of(
          Peer.NONE,
          Peer.FLOOR,
          Peer.PLIMSOLL,
          Peer.OPENTELEMETRY,
          Peer.ELASTIC,
          Peer.DATADOG,
          Peer.GLOWROOT,
          Peer.JMX_EXPORTER,
          Peer.PYROSCOPE);

  static final Set<String> OPTIONS =
      Set.of(
          "app", "only", "rounds", "bursts", "millis", "warmup", "rate", "heap", "jars", "spring",
          "table", "json");

  static Plan of(Options options) {
    App app = App.of(options.text("app", "hello"));
    return new Plan(
        app,
        Peer.chosen(OFFERED, options.text("only", "")),
        options.number("rounds", 5),
        options.number("bursts", 6),
        options.number("millis", 1_500),
        options.number("warmup", 4_000),
        options.number("rate", app.rate()),
        options.text("heap", app.heap()),
        options.path("jars"),
        options.path("spring"));
  }

  List<String> program() {
    return app.program(heap, springApp);
  }

  /** For an actual request, where the load would count. */
  String onePath() {
    return app.path().replace("#", "1");
  }
}
