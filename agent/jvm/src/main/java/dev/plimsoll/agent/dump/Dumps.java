package dev.plimsoll.agent.dump;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.plimsoll.agent.guest.AgentThread;
import dev.plimsoll.agent.guest.Trouble;
import dev.plimsoll.agent.ship.Inbox;
import dev.plimsoll.agent.ship.Outbox;
import dev.plimsoll.wire.command.Command;
import dev.plimsoll.wire.command.CommandStatus;
import dev.plimsoll.wire.reading.EventKind;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Carries out the commands to dump the heap: checks, captures, tells, uploads. */
public final class Dumps {
  private static final double ROOM_PER_LIVE_BYTE = 1.5;
  private static final long SPARE_BYTES = 64L << 20;
  private static final long MIB = 1 << 20;

  private final String run;
  private final URI collector;
  private final DumpShelf shelf;
  private final Outbox outbox;
  private final Inbox inbox;
  private final LongSupplier liveHeap;
  private final AtomicBoolean capturing = new AtomicBoolean();

  /**
   * Has taken no command yet.
   *
   * @param state folder for dumps; null for a private one under the temporary folder
   * @param liveHeap bytes that a dump of live objects will hold, roughly
   */
  public Dumps(
      String run,
      URI collector,
      @Nullable String state,
      Outbox outbox,
      Inbox inbox,
      LongSupplier liveHeap) {
    this.run = run;
    this.collector = collector;
    this.shelf = DumpShelf.in(state);
    this.outbox = outbox;
    this.inbox = inbox;
    this.liveHeap = liveHeap;
  }

  /** Delivers, on a thread of its own, what dead runs have left; returns at once. */
  public void deliverOrphans() {
    if (!shelf.orphans().isEmpty()) {
      AgentThread.start("dump", () -> shelf.orphans().forEach(this::upload));
    }
  }

  /** Takes the command and returns at once. */
  public void take(Command command) {
    String dump = String.valueOf(command.args().get("dump"));
    if (!DumpId.isValid(dump)) {
      inbox.tell(
          new CommandStatus(command.id(), CommandStatus.REFUSED, "it names no usable dump id"));
      return;
    }
    if (!capturing.compareAndSet(false, true)) {
      refuse(command, dump, "Another heap dump of this run is being captured.");
      return;
    }
    inbox.tell(new CommandStatus(command.id(), CommandStatus.ACCEPTED, null));
    AgentThread.start("dump", () -> captureAndUpload(command, dump));
  }

  private void captureAndUpload(Command command, String dump) {
    DumpShelf.Shelved shelved = null;
    try {
      shelved = capture(command, dump);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      Trouble.count("dump", e);
      refuse(command, dump, "The heap dump failed: " + e.getMessage());
    } finally {
      discardPart(dump);
      capturing.set(false);
    }
    if (shelved != null) {
      upload(shelved);
    }
  }

  private DumpShelf.@Nullable Shelved capture(Command command, String dump) throws IOException {
    shelf.prepare();
    long needed = (long) (liveHeap.getAsLong() * ROOM_PER_LIVE_BYTE) + SPARE_BYTES;
    long free = shelf.freeBytes();
    if (free < needed) {
      refuse(
          command,
          dump,
          "There is no room for a heap dump: it needs up to %d MiB, %d MiB are free."
              .formatted(needed / MIB, free / MIB));
      return null;
    }
    outbox.addEvent(
        EventKind.DUMP_STARTED, now(), "A heap dump is being captured.", data(command, dump));
    long start = System.nanoTime();
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpHeap(shelf.part(dump).toString(), true);
    long pauseMs = (System.nanoTime() - start) / 1_000_000;
    DumpShelf.Shelved shelved = shelf.shelve(dump, run, Checksum.of(shelf.part(dump)));
    captured(command, shelved, pauseMs);
    return shelved;
  }

  private void captured(Command command, DumpShelf.Shelved shelved, long pauseMs) {
    Map<String, @Nullable Object> data = data(command, shelved.dump());
    data.put("path", shelved.file().toString());
    data.put("bytes", shelved.bytes());
    data.put("sha256", shelved.sha256());
    data.put("pauseMs", pauseMs);
    outbox.addEvent(
        EventKind.DUMP_CAPTURED,
        now(),
        "A heap dump of %d MiB was captured in %.1f s."
            .formatted(shelved.bytes() / MIB, pauseMs / 1e3),
        data);
    inbox.tell(new CommandStatus(command.id(), CommandStatus.DONE, null));
  }

  private void refuse(Command command, String dump, String why) {
    outbox.addEvent(EventKind.DUMP_REFUSED, now(), why, data(command, dump));
    inbox.tell(new CommandStatus(command.id(), CommandStatus.REFUSED, why));
  }

  private void upload(DumpShelf.Shelved shelved) {
    try {
      if (new DumpUpload(collector, shelved).run()) {
        shelf.remove(shelved);
      }
    } catch (IOException | RuntimeException e) {
      Trouble.count("dump upload", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void discardPart(String dump) {
    Path part = shelf.part(dump);
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      Trouble.count("dump", e);
    }
  }

  private static Map<String, @Nullable Object> data(Command command, String dump) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("dump", dump);
    data.put("reason", command.args().get("reason"));
    data.put("command", command.id());
    return data;
  }

  private static long now() {
    return System.currentTimeMillis();
  }
}
