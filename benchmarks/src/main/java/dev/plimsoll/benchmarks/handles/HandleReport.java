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
  private final Map<Peer, Map<Work, Series>> nanos;

  HandleReport(String course, List<Peer> peers, Map<Peer, Map<Work, Series>> nanos) {
    this.course = course;
    this.peers = peers;
    this.nanos = nanos;
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
        Series series = of(peer, work);
        works.put(
            work.name(),
            Map.of(
                "median", series.median(),
                "ratio", ratio(peer, work).median(),
                "values", series.values()));
      }
      json.put(peer.key(), works);
    }
    return Heading.write(json);
  }

  private String cell(Peer peer, Work work) {
    double median = of(peer, work).median();
    if (Double.isNaN(median)) {
      return "does not run";
    }
    if (peer == Peer.NONE) {
      return "%.0f".formatted(median);
    }
    Series ratio = ratio(peer, work);
    String verdict =
        peer != Peer.PLIMSOLL ? "" : ratio.median() <= LIMIT ? ", within 5 %" : ", **over 5 %**";
    return "%.0f (%.3f; quartiles %.2f to %.2f%s)"
        .formatted(median, ratio.median(), ratio.quantile(0.25), ratio.quantile(0.75), verdict);
  }

  private Series ratio(Peer peer, Work work) {
    return of(peer, work).over(of(Peer.NONE, work));
  }

  private Series of(Peer peer, Work work) {
    return nanos.get(peer).get(work);
  }
}
