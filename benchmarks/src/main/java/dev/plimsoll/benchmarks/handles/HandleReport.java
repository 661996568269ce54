package dev.plimsoll.benchmarks.handles;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.plimsoll.benchmarks.peer.Peer;
import dev.plimsoll.benchmarks.report.Heading;
import dev.plimsoll.benchmarks.report.Series;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the handles cost, as a table for people and as JSON for programs. */
final class HandleReport {
  private static final double LIMIT = 1.05;

  private final String course;
  private final List<Peer> peers;
  private final Map<Peer, Map<Work, Cost>> costs;

  HandleReport(String course, List<Peer> peers, Map<Peer, Map<Work, Cost>> costs) {
    this.course = course;
    this.peers = peers;
    this.costs = costs;
  }

  String markdown() {
    StringBuilder text = new StringBuilder(Heading.line("ns per operation; median of " + course));
    text.append("\n| ");
    peers.forEach(peer -> text.append("| ").append(peer.label()).append(' '));
    text.append("|\n| --- ");
    peers.forEach(peer -> text.append("| ---: "));
    text.append("|\n");
    for (Work work : Work.values()) {
      text.append("| ").append(work.label()).append(' ');
      peers.forEach(peer -> text.append("| ").append(cell(peer, work)).append(' '));
      text.append("|\n");
    }
    return text.toString();
  }

  String json() throws JsonProcessingException {
    Map<String, Object> json = Heading.json("handles");
    json.put("course", course);
    for (Peer peer : peers) {
      Map<String, Object> works = new LinkedHashMap<>();
      for (Work work : Work.values()) {
        works.put(
            work.name(),
            Map.of(
                "wall", of(peer, work).wall().values(),
                "cpu", of(peer, work).cpu().values()));
      }
      json.put(peer.key(), works);
    }
    return Heading.write(json);
  }

  private String cell(Peer peer, Work work) {
    Cost cost = of(peer, work);
    if (Double.isNaN(cost.wall().median())) {
      return "does not run";
    }
    if (peer == Peer.NONE) {
      return "%.0f; CPU %.0f".formatted(cost.wall().median(), cost.cpu().median());
    }
    Series wall = cost.wall().over(of(Peer.NONE, work).wall());
    Series cpu = cost.cpu().over(of(Peer.NONE, work).cpu());
    String verdict =
        peer != Peer.PLIMSOLL ? "" : wall.median() <= LIMIT ? ", within 5 %" : ", **over 5 %**";
    return "%.0f (%s%s); CPU %.0f (%s)"
        .formatted(cost.wall().median(), spread(wall), verdict, cost.cpu().median(), spread(cpu));
  }

  private static String spread(Series ratio) {
    return "%.3f, quartiles %.2f to %.2f"
        .formatted(ratio.median(), ratio.quantile(0.25), ratio.quantile(0.75));
  }

  private Cost of(Peer peer, Work work) {
    return costs.get(peer).get(work);
  }
}
