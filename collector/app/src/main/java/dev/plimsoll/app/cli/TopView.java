package dev.plimsoll.app.cli;

import dev.plimsoll.wire.reading.Metric;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;

/** The lines of {@code plimsoll top}: from what is known to what is seen, nothing else. */
final class TopView {
  /** Columns of the gauge: one for each twentieth of max heap. */
  private static final int GAUGE = 20;

  /** Most lines about the chosen run. */
  private static final int STORY = 3;

  private static final int LEAST_NAME = 9;
  private static final int MOST_NAME = 30;
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final String KEYS = "up/down choose   r replace   d dump   l logs   q quit";
  private final boolean colour;

  TopView(boolean colour) {
    this.colour = colour;
  }

  /**
   * The screen.
   *
   * @param chosen number of the run with the mark; -1 for none, and then without keys
   * @param told what was done last, or what is asked; empty for nothing
   * @param width of the screen, in columns
   * @param height of the screen, in lines; what does not fit is left out in the middle
   */
  List<AttributedString> lines(
      List<ListedRun> runs, int chosen, String told, LocalTime time, int width, int height) {
    List<AttributedString> lines = new ArrayList<>();
    long bad = runs.stream().filter(run -> level(run) > 0).count();
    String sum =
        "plimsoll top  %s  %d %s, %s"
            .formatted(
                CLOCK.format(time),
                runs.size(),
                runs.size() == 1 ? "run" : "runs",
                bad == 0 ? "all fine" : bad + " to look at");
    lines.add(plain(sum, AttributedStyle.DEFAULT.bold()));
    lines.add(plain(header(runs), AttributedStyle.DEFAULT.underline()));
    int room = Math.max(1, height - STORY - 5);
    int first = Math.max(0, Math.min(chosen - room / 2, runs.size() - room));
    for (int at = first; at < Math.min(runs.size(), first + room); at++) {
      lines.add(row(runs.get(at), at == chosen, nameWidth(runs)));
    }
    if (runs.isEmpty()) {
      lines.add(plain("nothing runs; start something with `plimsoll run -- COMMAND`", null));
    }
    if (chosen >= 0 && chosen < runs.size()) {
      lines.add(AttributedString.EMPTY);
      lines.addAll(
          plain(story(runs.get(chosen)), null).columnSplitLength(width).stream()
              .limit(STORY)
              .toList());
    } else {
      runs.stream()
          .map(ListedRun::trouble)
          .filter(Objects::nonNull)
          .distinct()
          .forEach(trouble -> lines.add(plain(trouble, null)));
    }
    if (chosen >= 0) {
      while (lines.size() < height - 2) {
        lines.add(AttributedString.EMPTY);
      }
      lines.add(plain(told, AttributedStyle.DEFAULT.bold()));
      lines.add(plain(KEYS, AttributedStyle.DEFAULT.faint()));
    }
    return lines.stream().map(line -> line.columnSubSequence(0, width)).toList();
  }

  private static int nameWidth(List<ListedRun> runs) {
    int longest = runs.stream().mapToInt(run -> run.instance().length()).max().orElse(0);
    return Math.max(LEAST_NAME, Math.min(MOST_NAME, longest));
  }

  private static String header(List<ListedRun> runs) {
    return "  %s %s SINCE RST %s %s %s %s %s %s"
        .formatted(
            pad("INSTANCE", nameWidth(runs)),
            pad("STATE", 7),
            left("LIVE", 5),
            pad(" of max heap", GAUGE + 2),
            left("RSS", 5),
            left("EXT", 5),
            left("REQ", 5),
            left("GC", 3));
  }

  private AttributedString row(ListedRun run, boolean chosen, int name) {
    AttributedStringBuilder line = new AttributedStringBuilder();
    line.append(chosen ? "> " : "  ", AttributedStyle.DEFAULT.bold());
    line.append(pad(run.instance(), name));
    line.append(" ").append(pad(state(run.state()), 7), style(level(run)));
    line.append(" ").append(left(since(System.currentTimeMillis() - run.since()), 5));
    line.append(" ").append(left(run.restarts() == null ? "-" : run.restarts().toString(), 3));
    line.append(" ").append(left(size(run, Metric.HEAP_LIVE), 5));
    line.append(" ").append(gauge(run), style(depthLevel(run)));
    line.append(" ").append(left(size(run, Metric.RSS), 5));
    line.append(" ").append(left(size(run, Metric.EXTERNAL), 5));
    line.append(" ").append(left(run.requests(), 5));
    line.append(" ").append(left(share(run), 3));
    return line.toAttributedString();
  }

  /** Why it is as it is: what went wrong last, else how the run before ended. */
  private static String story(ListedRun run) {
    String what =
        run.trouble() != null
            ? run.trouble()
            : run.lastExit() != null ? "before: " + run.lastExit() : "nothing went wrong.";
    return run.instance() + " pid " + run.pid() + ": " + what;
  }

  /** Water up to the live heap, and the three load lines as marks: {@code [####== : ! | ]}. */
  static String gauge(ListedRun run) {
    Double depth = run.depth();
    if (depth == null) {
      return "[" + pad("unknown", GAUGE) + "]";
    }
    StringBuilder hull = new StringBuilder("[");
    int water = (int) Math.round(Math.min(1, depth) * GAUGE);
    for (int at = 0; at < GAUGE; at++) {
      char mark = mark(run, at);
      hull.append(mark != ' ' ? mark : at < water ? '#' : ' ');
    }
    return hull.append(']').toString();
  }

  private static char mark(ListedRun run, int at) {
    if (at == place(run.lines().restart())) {
      return '|';
    }
    if (at == place(run.lines().dump())) {
      return '!';
    }
    return at == place(run.lines().warn()) ? ':' : ' ';
  }

  private static int place(double line) {
    return Math.min(GAUGE - 1, (int) Math.round(line * GAUGE));
  }

  /** 0 calm, 1 to look at, 2 in trouble. */
  private static int level(ListedRun run) {
    if (run.state().equals("crashed") || run.state().equals("crash-looping")) {
      return 2;
    }
    return Math.max(depthLevel(run), run.state().equals("ready") ? 0 : 1);
  }

  private static int depthLevel(ListedRun run) {
    Double depth = run.depth();
    if (depth == null || depth < run.lines().warn()) {
      return 0;
    }
    return depth < run.lines().restart() ? 1 : 2;
  }

  private AttributedStyle style(int level) {
    if (!colour || level == 0) {
      return level == 2 ? AttributedStyle.DEFAULT.bold() : AttributedStyle.DEFAULT;
    }
    return AttributedStyle.DEFAULT.foreground(
        level == 1 ? AttributedStyle.YELLOW : AttributedStyle.RED);
  }

  private static AttributedString plain(String text, @Nullable AttributedStyle style) {
    return new AttributedString(text, style == null ? AttributedStyle.DEFAULT : style);
  }

  private static String state(String state) {
    return state.equals("crash-looping")
        ? "looping"
        : state.substring(0, Math.min(7, state.length()));
  }

  private static String since(long millis) {
    long seconds = Math.max(0, millis / 1000);
    if (seconds < 100) {
      return seconds + "s";
    }
    if (seconds < 100 * 60) {
      return seconds / 60 + "m";
    }
    return seconds < 100 * 3600 ? seconds / 3600 + "h" : seconds / 86_400 + "d";
  }

  private static String size(ListedRun run, String metric) {
    Double bytes = run.metrics().get(metric);
    if (bytes == null) {
      return "-";
    }
    double mib = bytes / (1 << 20);
    return mib < 1000
        ? String.format(Locale.ROOT, "%.0fM", mib)
        : String.format(Locale.ROOT, "%.1fG", mib / 1024);
  }

  private static String share(ListedRun run) {
    Double gc = run.metrics().get(Metric.GC_CPU);
    return gc == null ? "-" : "%.0f%%".formatted(100 * gc);
  }

  private static String pad(String text, int width) {
    return text.length() >= width
        ? text.substring(0, width)
        : text + " ".repeat(width - text.length());
  }

  private static String left(String text, int width) {
    return text.length() >= width ? text : " ".repeat(width - text.length()) + text;
  }
}
