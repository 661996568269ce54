package dev.plimsoll.agent.dump;

import dev.plimsoll.agent.guest.AgentThread;
import dev.plimsoll.agent.guest.Trouble;
import dev.plimsoll.wire.run.Identity;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Brings dumps to the collector, one after the other, on one thread that lives only while there is
 * something to bring: a collector that is away for hours costs one sleeping thread, not one a dump.
 * While another run of the instance is on its way out, it waits for what that one leaves.
 */
final class Deliveries {
  private static final long LOOK_MS = 2_000;
  private static final int MOST_LOOKS = 450; // a quarter of an hour
  private static final long RETRY_MS = 5_000;

  private final URI collector;
  private final DumpShelf shelf;
  private final Identity self;
  private final Queue<DumpShelf.Shelved> waiting = new ArrayDeque<>();
  private final Set<String> inHand = new HashSet<>();
  private boolean working;
  private int looks;

  Deliveries(URI collector, DumpShelf shelf, Identity self) {
    this.collector = collector;
    this.shelf = shelf;
    this.self = self;
  }

  /** Looks for what others have left. */
  void start() {
    begin();
  }

  void add(DumpShelf.Shelved shelved) {
    synchronized (this) {
      if (inHand.add(shelved.dump())) {
        waiting.add(shelved);
      }
    }
    begin();
  }

  private void begin() {
    synchronized (this) {
      if (working) {
        return;
      }
      working = true;
    }
    try {
      AgentThread.start("upload", this::work);
    } catch (OutOfMemoryError e) {
      synchronized (this) {
        working = false; // the next dump, or the next run, finds it on the shelf
      }
      Trouble.count("dump upload", e);
    }
  }

  private void work() {
    try {
      while (true) {
        DumpShelf.Shelved next = next();
        if (next != null) {
          upload(next);
        } else if (!waitForOthers()) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized DumpShelf.@Nullable Shelved next() {
    return waiting.poll();
  }

  /** False when there is nothing left to wait for; the thread then ends. */
  private boolean waitForOthers() throws InterruptedException {
    boolean more = look() && looks++ < MOST_LOOKS;
    synchronized (this) {
      if (!waiting.isEmpty()) {
        return true;
      }
      if (!more) {
        working = false;
        return false;
      }
    }
    TimeUnit.MILLISECONDS.sleep(LOOK_MS);
    return true;
  }

  /** Queues what dead runs have left; true if there may be more later. */
  private boolean look() {
    RunNotes notes = RunNotes.in(shelf.folder(), self);
    shelf.sweep(notes::isDead);
    for (DumpShelf.Shelved orphan : shelf.orphans(notes::isDead)) {
      synchronized (this) {
        if (inHand.add(orphan.dump())) {
          waiting.add(orphan);
        }
      }
    }
    boolean more = notes.hasLivingSibling();
    Adoption adoption = new Adoption(collector, shelf);
    for (RunNote note : notes.dead()) {
      try {
        DumpShelf.Shelved adopted = adoption.adopt(note);
        if (adopted != null) {
          adoption.close(note, adopted, new DumpUpload(collector, adopted).run());
        }
      } catch (IOException | RuntimeException | OutOfMemoryError e) {
        Trouble.count("adoption", e);
        more = true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return more;
  }

  private void upload(DumpShelf.Shelved shelved) throws InterruptedException {
    while (true) {
      try {
        if (new DumpUpload(collector, shelved).run()) {
          shelf.remove(shelved);
        } else {
          shelf.keepForPeople(shelved);
        }
        return;
      } catch (java.io.FileNotFoundException e) {
        return; // a newer dump needed its room
      } catch (IOException | RuntimeException | OutOfMemoryError e) {
        Trouble.count("dump upload", e);
        TimeUnit.MILLISECONDS.sleep(RETRY_MS);
      }
    }
  }
}
