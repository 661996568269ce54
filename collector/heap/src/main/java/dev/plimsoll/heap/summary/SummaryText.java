package dev.plimsoll.heap.summary;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A summary as text of at most a hundred columns. */
final class SummaryText {
  private static final int ROWS = 15;
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

  private final StringBuilder text = new StringBuilder();

  SummaryText(HeapSummary summary) {
    head(summary);
    accumulation(summary.accumulation());
    types("Types by retained size", summary.topRetained(), true);
    types("Types by shallow size", summary.topShallow(), false);
    objects(summary.biggest());
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private void head(HeapSummary summary) {
    line("%s  (%s, %s)", summary.file(), summary.format(), size(summary.bytes()));
    if (summary.truncated()) {
      line("The dump ends before its end: objects are missing, so sizes are too low.");
    }
    line(
        "%,d objects of %,d classes; live: %,d objects, %s; unreachable: %s",
        summary.objects(),
        summary.classes(),
        summary.liveObjects(),
        size(summary.liveBytes()),
        size(summary.unreachableBytes()));
    line("Analysed in %.1f s.", summary.elapsedMs() / 1000.0);
  }

  private void accumulation(@Nullable Accumulation pile) {
    if (pile == null) {
      return;
    }
    line("");
    String what =
        pile.instances() == 1
            ? "%s, which retains".formatted(pile.type())
            : String.format(Locale.ROOT, "%,d × %s, which retain", pile.instances(), pile.type());
    line("What has piled up: %s %s (%.0f %%)", what, size(pile.retained()), pile.percent());
    for (ObjectRow holder : pile.heldBy()) {
      line("  in %s at %s", holder.type(), holder.id());
    }
  }

  private void types(String title, List<TypeRow> rows, boolean byRetained) {
    line("");
    line("%s", title);
    line("%8s %12s %12s %12s  %s", "%", "retained", "shallow", "instances", "type");
    for (TypeRow row : rows.subList(0, Math.min(ROWS, rows.size()))) {
      if (byRetained || row.shallow() > 0) {
        line(
            "%8.2f %12s %12s %,12d  %s",
            row.percent(), size(row.retained()), size(row.shallow()), row.instances(), row.type());
      }
    }
  }

  private void objects(List<ObjectRow> rows) {
    line("");
    line("Biggest single objects");
    line("%8s %12s %12s %14s  %s", "%", "retained", "shallow", "id", "type");
    for (ObjectRow row : rows) {
      line(
          "%8.2f %12s %12s %14s  %s",
          row.percent(), size(row.retained()), size(row.shallow()), row.id(), row.type());
    }
  }

  private static String size(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, UNITS[unit]);
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
