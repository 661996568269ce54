package dev.plimsoll.benchmarks.node;

import dev.plimsoll.benchmarks.report.Series;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All readings of a run, by peer and figure, and their table. */
final class NodeReadings {
  private final Map<NodePeer, Map<NodeFigure, Series>> all = new EnumMap<>(NodePeer.class);

  void add(NodePeer peer, NodeFigure figure, double value) {
    all.computeIfAbsent(peer, any -> new EnumMap<>(NodeFigure.class))
        .computeIfAbsent(figure, any -> new Series())
        .add(value);
  }

  /** Medians, with the ratio to no agent, and how far no agent differs from itself. */
  String markdown(List<NodePeer> peers) {
    StringBuilder text = new StringBuilder();
    row(text, "", peers.stream().map(NodePeer::label).toList(), "noise");
    row(text, "---", peers.stream().map(peer -> "---:").toList(), "---:");
    for (NodeFigure figure : NodeFigure.values()) {
      List<String> cells = peers.stream().map(peer -> cell(peer, figure)).toList();
      row(text, figure.label(), cells, noise(figure));
    }
    return text.toString();
  }

  private Series of(NodePeer peer, NodeFigure figure) {
    return all.getOrDefault(peer, Map.of()).getOrDefault(figure, new Series());
  }

  private String cell(NodePeer peer, NodeFigure figure) {
    Series series = of(peer, figure);
    String value = figure.show(series.median());
    return peer == NodePeer.NONE || !figure.hasRatio()
        ? value
        : "%s (%.2f)".formatted(value, series.over(of(NodePeer.NONE, figure)).median());
  }

  private String noise(NodeFigure figure) {
    if (!figure.hasRatio()) {
      return "";
    }
    Series none = of(NodePeer.NONE, figure);
    double half = (none.quantile(0.75) - none.quantile(0.25)) / 2;
    return "±%.0f %%".formatted(100 * half / none.median());
  }

  private static void row(StringBuilder text, String head, List<String> cells, String tail) {
    text.append(cells.stream().collect(Collectors.joining(" | ", "| " + head + " | ", " | ")))
        .append(tail)
        .append(" |\n");
  }
}
