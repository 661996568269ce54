package dev.plimsoll.agent.dump;

import dev.plimsoll.agent.guest.Trouble;
import dev.plimsoll.agent.proc.ContainerRoom;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One dump from the order to the shelf. Used by one thread. */
final class DumpJob {
  private static final int FEATURE = Runtime.version().feature();
  private static final File ROOT = new File("/");

  private final DumpOptions options;
  private final DumpShelf shelf;
  private final Episodes episodes;
  private final DumpNews news;
  private final LongSupplier live;
  private final @Nullable Instrumentation instrumentation;
  private @Nullable Means means;
  private int captured;

  /** What is looked up once, at the start, when there is memory for it. */
  private record Means(Capture capture, DumpTool tool, DumpSpeed speed, DumpPlanner planner) {}

  DumpJob(
      DumpOptions options,
      DumpShelf shelf,
      Episodes episodes,
      DumpNews news,
      LongSupplier live,
      @Nullable Instrumentation instrumentation) {
    this.options = options;
    this.shelf = shelf;
    this.episodes = episodes;
    this.news = news;
    this.live = live;
    this.instrumentation = instrumentation;
  }

  /** Loads what a dump needs, before there is no room to load it. */
  void prepare() {
    try {
      Checksum.rehearse();
      means();
      surroundings();
    } catch (IOException | RuntimeException | LinkageError e) {
      Trouble.count("dump", e);
    }
  }

  /** The dump, or null if there is none; that is told already. */
  DumpShelf.@Nullable Shelved carryOut(DumpOrder order) {
    try {
      shelf.prepare();
      String surplus = surplus(order);
      if (surplus != null) {
        news.refused(order, "limit", surplus, null);
        return null;
      }
      Surroundings around = surroundings();
      DumpPlan plan = means().planner().plan(order, around);
      DumpPlan.Refusal refusal = plan.refusal();
      if (refusal != null) {
        news.refused(order, refusal.code(), refusal.sentence(), plan);
        return null;
      }
      shelf.makeRoom(options.keep(), options.keepBytes(), plan.bytes());
      news.started(order, plan);
      return capture(order, plan);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      Trouble.count("dump", e);
      news.refused(order, "failed", "The heap dump failed: " + e.getMessage(), null);
      return null;
    }
  }

  private DumpShelf.Shelved capture(DumpOrder order, DumpPlan plan) throws IOException {
    Path plain = shelf.part(order.dump(), new DumpMethod(false, 1, false));
    Path packed = shelf.part(order.dump(), new DumpMethod(true, 1, true));
    try {
      Capture.Captured how = means().capture().run(order, plan, shelf, beanThreads());
      long liveNow = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
      DumpShelf.Shelved shelved =
          shelf.shelve(order.dump(), how.file(), how.method(), Checksum.of(how.file()));
      captured++;
      if (order.reason().equals(DumpOrder.LINE)) {
        episodes.dumped(System.nanoTime());
      }
      news.captured(order, plan, shelved, how);
      means().speed().learn(how.method(), liveNow, shelved.bytes(), how.pauseMs());
      return shelved;
    } finally {
      Files.deleteIfExists(plain);
      Files.deleteIfExists(packed);
    }
  }

  private @Nullable String surplus(DumpOrder order) {
    if (order.force()) {
      return null;
    }
    if (captured >= options.perRun()) {
      return "This run has been dumped %d times already.".formatted(captured);
    }
    return order.reason().equals(DumpOrder.LINE) && episodes.isOpen(System.nanoTime())
        ? "Live heap has not fallen since the last heap dump."
        : null;
  }

  private Surroundings surroundings() throws IOException {
    return new Surroundings(
        live.getAsLong(),
        shelf.freeBytes(),
        shelf.totalBytes(),
        new ContainerRoom(ROOT).bytes(),
        Runtime.getRuntime().availableProcessors(),
        FEATURE,
        means().tool().isUsable());
  }

  private static int beanThreads() {
    return DumpPlanner.beanThreads(FEATURE, Runtime.getRuntime().availableProcessors());
  }

  private Means means() {
    Means known = means;
    if (known == null) {
      DumpTool tool = new DumpTool();
      DumpSpeed speed = new DumpSpeed(shelf.folder().resolve("dump-speed"), FEATURE);
      known =
          new Means(
              new Capture(SafepointTime.open(instrumentation), tool),
              tool,
              speed,
              new DumpPlanner(options, speed));
      means = known;
    }
    return known;
  }
}
