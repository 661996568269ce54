package dev.plimsoll.app.cli;

import dev.plimsoll.app.client.CollectorClient;
import dev.plimsoll.supervisor.logs.InstanceLog;
import dev.plimsoll.supervisor.logs.LogLine;
import dev.plimsoll.supervisor.logs.LogShelf;
import dev.plimsoll.supervisor.spec.PrivateDirectory;
import java.io.IOException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jspecify.annotations.Nullable;

/** Draws {@code top} and does what its keys say, until somebody quits. */
final class TopScreen {
  private enum Key {
    UP,
    DOWN,
    REPLACE,
    DUMP,
    LOGS,
    YES,
    BACK,
    QUIT
  }

  private static final long REFRESH_MILLIS = 1000;
  private static final long COLLECTOR_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(15);

  private final Terminal terminal;
  private final TopView view;
  private final CollectorClient collector;
  private final TopActions actions;
  private final Display display;
  private final BindingReader keys;
  private final KeyMap<Key> bindings = new KeyMap<>();
  private List<ListedRun> runs = List.of();
  private int chosen;
  private long collectorSilentUntil = System.nanoTime();
  private @Nullable ListedRun asked;
  private volatile boolean over;

  TopScreen(Terminal terminal, TopView view, CollectorClient collector) {
    this.terminal = terminal;
    this.view = view;
    this.collector = collector;
    this.actions = new TopActions(collector);
    this.display = new Display(terminal, true);
    this.keys = new BindingReader(terminal.reader());
    bind(Key.UP, "k", KeyMap.key(terminal, Capability.key_up), "\033[A");
    bind(Key.DOWN, "j", KeyMap.key(terminal, Capability.key_down), "\033[B");
    bind(Key.REPLACE, "r");
    bind(Key.DUMP, "d");
    bind(Key.LOGS, "l", "\r", "\n");
    bind(Key.YES, "y", "Y");
    bind(Key.BACK, KeyMap.esc(), "n");
    bind(Key.QUIT, "q", "Q");
    bindings.setAmbiguousTimeout(50);
  }

  private void bind(Key key, String... sequences) {
    for (String sequence : sequences) {
      if (sequence != null) {
        bindings.bind(key, sequence);
      }
    }
  }

  void run() throws IOException {
    Attributes before = terminal.enterRawMode();
    terminal.handle(Terminal.Signal.INT, signal -> over = true);
    terminal.puts(Capability.enter_ca_mode);
    terminal.puts(Capability.cursor_invisible);
    try {
      while (!over) {
        refresh();
        draw(screen());
        Key key = read();
        if (key != null) {
          obey(key);
        }
      }
    } finally {
      terminal.puts(Capability.cursor_visible);
      terminal.puts(Capability.exit_ca_mode);
      terminal.flush();
      terminal.setAttributes(before);
    }
  }

  /** Null if none was pressed for a while; the end of the input is an end. */
  private @Nullable Key read() throws IOException {
    int next = terminal.reader().peek(REFRESH_MILLIS);
    if (next == -1) {
      over = true;
    }
    return next < 0 ? null : keys.readBinding(bindings, null, false);
  }

  private void refresh() throws IOException {
    String name = chosen < runs.size() ? runs.get(chosen).run() : "";
    List<ListedRun> found = new ArrayList<>(RunList.local());
    if (System.nanoTime() - collectorSilentUntil >= 0
        && !RunList.addFrom(collector, found).isEmpty()) {
      collectorSilentUntil = System.nanoTime() + COLLECTOR_PAUSE_NANOS;
    }
    runs = found;
    // The mark stays on its run when others come and go above it.
    for (int at = 0; at < runs.size(); at++) {
      if (runs.get(at).run().equals(name)) {
        chosen = at;
      }
    }
    chosen = Math.max(0, Math.min(chosen, runs.size() - 1));
  }

  private List<AttributedString> screen() {
    ListedRun about = asked;
    String told =
        about == null
            ? actions.told()
            : "replace %s, pid %d? y: yes, n: no".formatted(about.instance(), about.pid());
    return view.lines(
        runs,
        chosen,
        told,
        LocalTime.now(ZoneId.systemDefault()),
        terminal.getWidth(),
        terminal.getHeight());
  }

  private void draw(List<AttributedString> lines) {
    int height = terminal.getHeight();
    display.resize(height, terminal.getWidth());
    // It takes lines out of what it is given.
    display.update(new ArrayList<>(lines.subList(0, Math.min(lines.size(), height))), 0);
  }

  private void obey(Key key) throws IOException {
    ListedRun about = asked;
    asked = null;
    switch (key) {
      case UP -> chosen = Math.max(0, chosen - 1);
      case DOWN -> chosen = Math.min(runs.size() - 1, chosen + 1);
      case QUIT -> over = true;
      case YES -> {
        if (about != null) {
          actions.replace(about);
        }
      }
      case REPLACE -> asked = runs.isEmpty() ? null : runs.get(chosen);
      case DUMP -> {
        if (!runs.isEmpty()) {
          actions.dump(runs.get(chosen));
        }
      }
      case LOGS -> {
        if (!runs.isEmpty()) {
          showLogs(runs.get(chosen));
        }
      }
      case BACK -> {}
    }
  }

  private void showLogs(ListedRun run) throws IOException {
    int index = Integer.parseInt(run.instance().substring(run.instance().lastIndexOf('/') + 1));
    Deque<LogLine> tail = new ArrayDeque<>();
    try (InstanceLog log =
        LogShelf.in(PrivateDirectory.state(System.getenv())).open(run.service(), index)) {
      tail.addAll(log.last(terminal.getHeight(), line -> true));
      while (!over) {
        draw(logScreen(run, tail));
        Key key = read();
        if (key == Key.QUIT || key == Key.BACK || key == Key.LOGS) {
          return;
        }
        tail.addAll(log.next());
        while (tail.size() > terminal.getHeight()) {
          tail.removeFirst();
        }
      }
    }
  }

  private List<AttributedString> logScreen(ListedRun run, Deque<LogLine> tail) {
    int room = Math.max(1, terminal.getHeight() - 1);
    List<AttributedString> lines = new ArrayList<>();
    tail.stream()
        .skip(Math.max(0, tail.size() - room))
        .forEach(line -> lines.add(new AttributedString(printable(line.text()))));
    if (lines.isEmpty()) {
      lines.add(new AttributedString(run.instance() + " has printed nothing on this host yet"));
    }
    while (lines.size() < room) {
      lines.add(AttributedString.EMPTY);
    }
    lines.add(new AttributedString("logs of " + run.instance() + "   q back"));
    return lines.stream().map(line -> line.columnSubSequence(0, terminal.getWidth())).toList();
  }

  /** A service may print what would move the cursor or ring the bell. */
  private static String printable(String text) {
    return text.replaceAll("\033\\[[0-9;?]*[A-Za-z]", "")
        .replace("\t", "    ")
        .replaceAll("\\p{Cntrl}", "");
  }
}
