package dev.plimsoll.benchmarks.overhead;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.plimsoll.benchmarks.peer.Peer;
import dev.plimsoll.benchmarks.report.Heading;
import dev.plimsoll.benchmarks.report.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A run's readings as a table for people and as JSON for programs. Names no machine. */
final class Report {
  private final Plan plan;
  private final Readings readings;

  Report(Plan plan, Readings readings) {
    this.plan = plan;
    this.readings = readings;
  }

  String markdown() {
    StringBuilder text = new StringBuilder();
    text.append(
        Heading.line(
            "%s, `%s`, %d requests/s at the fixed rate; median of %d rounds x %d bursts of %d ms"
                .formatted(
                    name(),
                    plan.heap(),
                    plan.rate(),
                    plan.rounds(),
                    plan.bursts(),
                    plan.millis())));
    text.append('\n');
    row(text, "", plan.peers().stream().map(Peer::label).toList(), "noise");
    row(text, "---", plan.peers().stream().map(peer -> "---:").toList(), "---:");
    for (Figure figure : Figure.values()) {
      row(
          text,
          figure.label(),
          plan.peers().stream().map(peer -> cell(peer, figure)).toList(),
          noise(figure));
    }
    if (plan.peers().contains(Peer.PLIMSOLL)) {
      text.append('\n');
      targets(text);
      cheaper(text);
    }
    return text.toString();
  }

  String json() throws JsonProcessingException {
    Map<String, Object> json = Heading.json("overhead");
    json.put("app", name());
    json.put("heap", plan.heap());
    json.put("rounds", plan.rounds());
    json.put("bursts", plan.bursts());
    json.put("burstMs", plan.millis());
    json.put("rate", plan.rate());
    Map<String, Object> peers = new LinkedHashMap<>();
    plan.peers().forEach(peer -> peers.put(peer.key(), figures(peer)));
    json.put("peers", peers);
    json.put("targets", Target.of(readings));
    return Heading.write(json);
  }

  private String name() {
    return plan.app().name().toLowerCase(Locale.ROOT);
  }

  private Map<String, Object> figures(Peer peer) {
    Map<String, Object> figures = new LinkedHashMap<>();
    for (Figure figure : Figure.values()) {
      Series series = readings.of(peer, figure);
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("median", series.median());
      one.put("ratio", readings.ratio(peer, figure).median());
      one.put("values", series.values());
      figures.put(figure.name(), one);
    }
    return figures;
  }

  private String cell(Peer peer, Figure figure) {
    String value = figure.show(readings.of(peer, figure).median());
    return peer == Peer.NONE || !figure.hasRatio()
        ? value
        : "%s (%.2f)".formatted(value, readings.ratio(peer, figure).median());
  }

  /** Half the distance of the quartiles of no agent, in percent of its median. */
  private String noise(Figure figure) {
    if (!figure.hasRatio()) {
      return "";
    }
    Series none = readings.of(Peer.NONE, figure);
    double half = (none.quantile(0.75) - none.quantile(0.25)) / 2;
    return "±%.0f %%".formatted(100 * half / none.median());
  }

  private void targets(StringBuilder text) {
    text.append(
        "| Plimsoll's promise | measured (quartiles) | limit | |\n| --- | ---: | ---: | --- |\n");
    for (Target target : Target.of(readings)) {
      text.append(
          "| %s | %.1f (%.1f to %.1f) | %.0f | %s |%n"
              .formatted(
                  target.promise(),
                  target.measured(),
                  target.low(),
                  target.high(),
                  target.limit(),
                  target.isMet() ? "met" : "**not met**"));
    }
  }

  /** Rows in which a peer that instruments, too, is not dearer. */
  private void cheaper(StringBuilder text) {
    List<String> cheaper = new ArrayList<>();
    for (Peer peer : plan.peers()) {
      for (Figure figure : Figure.values()) {
        double sign = figure.moreIsBetter() ? -1 : 1;
        double mine = sign * readings.of(Peer.PLIMSOLL, figure).median();
        if (peer.instruments() && sign * readings.of(peer, figure).median() < mine) {
          cheaper.add(peer.label() + ": " + figure.label());
        }
      }
    }
    text.append(
        "%nCheaper than Plimsoll among the peers that instrument: %s.%n"
            .formatted(cheaper.isEmpty() ? "none, in no row" : String.join("; ", cheaper)));
  }

  private static void row(StringBuilder text, String head, List<String> cells, String tail) {
    text.append("| %s | %s | %s |%n".formatted(head, String.join(" | ", cells), tail));
  }
}
