package dev.plimsoll.supervisor.local;

import dev.plimsoll.supervisor.instance.Course;
import dev.plimsoll.supervisor.instance.Instance;
import dev.plimsoll.supervisor.instance.Outcome;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Does one thing to several instances. Replaces one at a time and goes no further when one fails:
 * what broke the first would break the others.
 */
public final class Rollout {
  private final Consumer<String> progress;
  private final Consumer<Outcome> end;

  /**
   * Nothing done yet.
   *
   * @param progress takes each step in words
   * @param end told once, of the last instance or of the first that failed
   */
  public Rollout(Consumer<String> progress, Consumer<Outcome> end) {
    this.progress = progress;
    this.end = end;
  }

  /** Replaces them; does nothing if there are none. */
  public void replace(List<Instance> instances, @Nullable String reason) {
    if (!instances.isEmpty()) {
      replaceFrom(instances, 0, reason);
    }
  }

  private void replaceFrom(List<Instance> instances, int index, @Nullable String reason) {
    boolean last = index == instances.size() - 1;
    Consumer<Outcome> next =
        outcome -> {
          if (last || outcome.result() != Outcome.Result.DONE) {
            end.accept(outcome);
          } else {
            progress.accept(outcome.text());
            replaceFrom(instances, index + 1, reason);
          }
        };
    instances.get(index).replace(reason, new Step(progress, next));
  }

  void stop(List<Instance> instances) {
    AtomicInteger left = new AtomicInteger(instances.size());
    Consumer<Outcome> next =
        outcome -> {
          if (left.decrementAndGet() == 0) {
            end.accept(outcome);
          } else {
            progress.accept(outcome.text());
          }
        };
    instances.forEach(instance -> instance.stop(new Step(progress, next)));
  }

  /** The course of one instance. */
  private record Step(Consumer<String> progressed, Consumer<Outcome> ended) implements Course {
    @Override
    public void progress(String text) {
      progressed.accept(text);
    }

    @Override
    public void end(Outcome outcome) {
      ended.accept(outcome);
    }
  }
}
