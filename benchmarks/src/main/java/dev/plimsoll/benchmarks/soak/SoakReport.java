package dev.plimsoll.benchmarks.soak;

import dev.plimsoll.benchmarks.peer.Peer;
import dev.plimsoll.benchmarks.report.Heading;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The course of a soak as a table. */
final class SoakReport {
  static final Map<String, ToDoubleFunction<Reading>> FIGURES = figures();

  private final String particular;
  private final Course course;
  private final Map<String, Double> tables;

  SoakReport(String particular, Soak.Result result) {
    this.particular = particular;
    this.course = result.course();
    this.tables = result.tables();
  }

  private static Map<String, ToDoubleFunction<Reading>> figures() {
    Map<String, ToDoubleFunction<Reading>> figures = new LinkedHashMap<>();
    figures.put("RSS, MiB", reading -> reading.footprint().rssMib());
    figures.put("live heap after full GC, MiB", reading -> reading.footprint().jvm().liveMib());
    figures.put("metaspace, MiB", reading -> reading.footprint().jvm().metaspaceMib());
    figures.put("loaded classes", reading -> reading.footprint().jvm().classes());
    figures.put("threads", reading -> reading.footprint().threads());
    return figures;
  }

  String markdown() {
    StringBuilder text = new StringBuilder(Heading.line(particular)).append('\n');
    text.append("| what the agent adds | first third | second | last | growth |\n");
    text.append("| --- | ---: | ---: | ---: | ---: |\n");
    FIGURES.forEach(
        (name, figure) ->
            text.append(
                row(
                    name,
                    course.added(figure, 0),
                    course.added(figure, 1),
                    course.added(figure, 2),
                    course.growth(figure))));
    text.append("\n| in the end | no agent | Plimsoll |\n| --- | ---: | ---: |\n");
    Reading none = course.last(Peer.NONE);
    Reading plimsoll = course.last(Peer.PLIMSOLL);
    text.append(row("requests", (double) none.requests(), (double) plimsoll.requests()));
    text.append(row("errors", (double) none.errors(), (double) plimsoll.errors()));
    text.append(
        row("loaders of former applications", none.formerLoaders(), plimsoll.formerLoaders()));
    text.append(row("lines on stderr", none.errorLines(), plimsoll.errorLines()));
    FIGURES.forEach(
        (name, figure) ->
            text.append(row(name, figure.applyAsDouble(none), figure.applyAsDouble(plimsoll))));
    tables.forEach((metric, value) -> text.append("| `%s` | | %.0f |\n".formatted(metric, value)));
    return text.toString();
  }

  private static String row(String name, double... cells) {
    StringBuilder row = new StringBuilder("| " + name);
    for (double cell : cells) {
      boolean whole = cell == Math.rint(cell);
      row.append(String.format(Locale.ROOT, whole ? " | %.0f" : " | %.2f", cell));
    }
    return row.append(" |\n").toString();
  }
}
