package dev.plimsoll.agent.ship;

import dev.plimsoll.agent.blackbox.BlackBox;
import dev.plimsoll.wire.reading.Event;
import dev.plimsoll.wire.reading.EventKind;
import dev.plimsoll.wire.reading.Sample;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the collector has not acknowledged yet. Bounded: when samples are full, every second one of
 * the older half is dropped, so that a long silence of the collector costs resolution and not the
 * beginning of the story. Thread-safe.
 */
public final class Outbox {
  private final String run;
  private final BlackBox blackBox;
  private final int sampleLimit;
  private final int eventLimit;
  private final Deque<Sample> samples = new ArrayDeque<>();
  private final Deque<Event> events = new ArrayDeque<>();
  private long lastSeq;
  private long sentUpTo;
  private long acknowledged;
  private long dropped;
  private boolean urgent;

  /**
   * Empty.
   *
   * @param blackBox gets everything with its number, whether the collector will get it or not
   * @param sampleLimit samples to keep for the collector; 0 where there is none
   * @param eventLimit events to keep for the collector; 0 where there is none
   */
  public Outbox(String run, BlackBox blackBox, int sampleLimit, int eventLimit) {
    this.run = run;
    this.blackBox = blackBox;
    this.sampleLimit = sampleLimit;
    this.eventLimit = eventLimit;
  }

  public synchronized void addSample(long at, Map<String, Double> metrics) {
    long seq = ++lastSeq;
    blackBox.sample(seq, at, metrics);
    if (sampleLimit == 0) {
      return;
    }
    if (samples.size() >= sampleLimit) {
      thin();
    }
    samples.addLast(new Sample(seq, run, at, metrics));
  }

  /** Adds an event, which the sender sends at once. */
  public synchronized void addEvent(
      EventKind kind, long at, String text, Map<String, @Nullable Object> data) {
    String id = UUID.randomUUID().toString();
    Event event = new Event(++lastSeq, id, run, at, kind.wireName(), text, data);
    blackBox.event(event);
    if (eventLimit == 0) {
      return;
    }
    if (events.size() >= eventLimit) {
      events.removeFirst();
      dropped++;
    }
    events.addLast(event);
    hurry();
  }

  /** Wakes the sender before its time. */
  public synchronized void hurry() {
    urgent = true;
    notifyAll();
  }

  /** Waits until it is time to send: the period is over, or something is urgent. */
  synchronized void awaitTime(long periodMs) throws InterruptedException {
    long deadline = System.nanoTime() + periodMs * 1_000_000;
    while (!urgent) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        break;
      }
      wait(left);
    }
    urgent = false;
  }

  /**
   * Has all sent that is here now, and waits until it is acknowledged; false if the time is over.
   */
  synchronized boolean delivered(long limitMs) throws InterruptedException {
    hurry();
    long last = lastSeq;
    long deadline = System.nanoTime() + limitMs * 1_000_000;
    while (size() > 0 && acknowledged < last) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  /** The oldest items, at most {@code limit}, still kept here until they are acknowledged. */
  synchronized Parcel next(int limit) {
    List<Sample> someSamples = new ArrayList<>();
    List<Event> someEvents = new ArrayList<>();
    var nextSamples = samples.iterator();
    var nextEvents = events.iterator();
    Sample sample = nextSamples.hasNext() ? nextSamples.next() : null;
    Event event = nextEvents.hasNext() ? nextEvents.next() : null;
    while ((sample != null || event != null) && someSamples.size() + someEvents.size() < limit) {
      if (event == null || (sample != null && sample.seq() < event.seq())) {
        someSamples.add(sample);
        sentUpTo = Math.max(sentUpTo, sample.seq());
        sample = nextSamples.hasNext() ? nextSamples.next() : null;
      } else {
        someEvents.add(event);
        sentUpTo = Math.max(sentUpTo, event.seq());
        event = nextEvents.hasNext() ? nextEvents.next() : null;
      }
    }
    return new Parcel(List.copyOf(someSamples), List.copyOf(someEvents), dropped);
  }

  /** Everything up to that number is durable at the collector. */
  synchronized void acknowledge(long seq) {
    if (seq > acknowledged) {
      acknowledged = seq;
      blackBox.acknowledged(seq);
    }
    while (!samples.isEmpty() && samples.getFirst().seq() <= seq) {
      samples.removeFirst();
    }
    while (!events.isEmpty() && events.getFirst().seq() <= seq) {
      events.removeFirst();
    }
    notifyAll();
  }

  /** Nothing is on its way any more. */
  synchronized void returned() {
    sentUpTo = 0;
  }

  /** The collector will never take this parcel: gives it up, so that the rest can pass. */
  synchronized void giveUp(Parcel parcel) {
    dropped += parcel.size();
    acknowledge(parcel.lastSeq());
  }

  /** Items that are not acknowledged yet. */
  public synchronized int size() {
    return samples.size() + events.size();
  }

  /** Items lost for good since the start. */
  public synchronized long dropped() {
    return dropped;
  }

  /** Spares what may be on its way just now: it would be counted as lost and arrive. */
  private void thin() {
    List<Sample> older = new ArrayList<>(sampleLimit / 2);
    while (older.size() < sampleLimit / 2) {
      older.add(samples.removeFirst());
    }
    boolean keep = false;
    for (int i = older.size() - 1; i >= 0; i--) {
      keep = !keep;
      if (keep || older.get(i).seq() <= sentUpTo) {
        samples.addFirst(older.get(i));
      } else {
        dropped++;
      }
    }
    if (samples.size() >= sampleLimit) {
      samples.removeFirst();
      dropped++;
    }
  }

  /**
   * Some of the outbox, on its way.
   *
   * @param dropped items lost for good so far
   */
  record Parcel(List<Sample> samples, List<Event> events, long dropped) {
    int size() {
      return samples.size() + events.size();
    }

    long lastSeq() {
      long sample = samples.isEmpty() ? 0 : samples.get(samples.size() - 1).seq();
      long event = events.isEmpty() ? 0 : events.get(events.size() - 1).seq();
      return Math.max(sample, event);
    }
  }
}
