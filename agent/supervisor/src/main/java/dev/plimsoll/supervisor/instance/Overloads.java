package dev.plimsoll.supervisor.instance;

import dev.plimsoll.wire.command.Policy;
import dev.plimsoll.wire.control.ControlMessage.Overload;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Replaces runs whose own guard says that they lie too deep, as if the collector had asked: once a
 * run, and an instance not sooner than the usual cooldown after the last time. The collector may
 * see the same and ask too; it then gets the outcome of what is under way.
 */
public final class Overloads {
  private static final double MIB = 1 << 20;

  private final Function<String, Optional<Instance>> places;
  private final Clock clock;
  private final Map<String, Asked> underWay = new HashMap<>();
  private final Map<String, Long> lastByInstance = new HashMap<>();

  /**
   * Nobody has asked yet.
   *
   * @param places the instance that a run is in now
   */
  public Overloads(Function<String, Optional<Instance>> places, Clock clock) {
    this.places = places;
    this.clock = clock;
  }

  /** A guard asks for its run to be replaced. Returns at once. */
  public void take(String run, Overload overload) {
    Optional<Instance> place = places.apply(run);
    if (place.isEmpty()) {
      return;
    }
    Asked asked = new Asked(run);
    synchronized (this) {
      if (underWay.containsKey(run) || isCooling(place.get().name())) {
        return;
      }
      underWay.put(run, asked);
      lastByInstance.put(place.get().name(), clock.millis());
    }
    place.get().replace(reason(overload), asked);
  }

  /**
   * Lets somebody else who wants the run replaced hear of the replacement that its guard has begun.
   *
   * @return false if there is none
   */
  public boolean join(String run, Course course) {
    Asked asked;
    synchronized (this) {
      asked = underWay.get(run);
    }
    return asked != null && asked.join(course);
  }

  private boolean isCooling(String instance) {
    Long last = lastByInstance.get(instance);
    return last != null && clock.millis() - last < Policy.DEFAULT.cooldownMs();
  }

  private static String reason(Overload overload) {
    return String.format(
        Locale.ROOT,
        "its guard asked for it at %.0f %% of max heap (%.0f of %.0f MiB), %s",
        overload.fraction() * 100,
        overload.live() / MIB,
        overload.max() / MIB,
        overload.why());
  }

  private synchronized void over(String run) {
    underWay.remove(run);
  }

  /** The course of one replacement, and whoever has joined it. */
  private final class Asked implements Course {
    private final String run;
    private final List<Course> joined = new ArrayList<>();
    private boolean ended;

    Asked(String run) {
      this.run = run;
    }

    synchronized boolean join(Course course) {
      return !ended && joined.add(course);
    }

    @Override
    public void progress(String text) {
      // The events tell the steps.
    }

    @Override
    public void end(Outcome outcome) {
      List<Course> told;
      synchronized (this) {
        ended = true;
        told = List.copyOf(joined);
      }
      over(run);
      told.forEach(course -> course.end(outcome));
    }
  }
}
