package dev.plimsoll.supervisor.instance;

import dev.plimsoll.supervisor.listen.ServicePorts;
import dev.plimsoll.supervisor.spec.ServiceSpec;
import dev.plimsoll.wire.run.Lines;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One numbered place of a service: always one run in it, until it is stopped. */
public final class Instance {
  private final ServiceSpec spec;
  private final String name;
  private final Bell bell = new Bell();
  private final Chronicle chronicle;
  private final Keeper keeper;
  private final Thread thread;
  private final List<Course> stopCourses = new ArrayList<>();
  private final List<Run> left;
  private boolean ended;

  /**
   * An instance that is still to be started, or to be gone on with if another supervisor has left
   * processes of it: their agents may connect from now on.
   *
   * @param ports of the service, shared by its instances
   * @param folder where it is written down what the next supervisor has to know
   * @param hurried whether the supervisor is to end within seconds
   */
  public Instance(
      ServiceSpec spec,
      int index,
      RunStarter starter,
      ServicePorts ports,
      Path folder,
      Journal journal,
      RandomGenerator random,
      BooleanSupplier hurried) {
    this.spec = spec;
    this.name = spec.name() + "/" + index;
    this.chronicle = new Chronicle(journal);
    CrashLoop loop = new CrashLoop(spec.restart(), starter.clock());
    Hands hands = new Hands(bell, starter, chronicle, loop, hurried);
    Backoff backoff = new Backoff(spec.restart(), random);
    Memory memory = new Memory(memoryOf(folder, index), starter.console());
    this.left = starter.adopt(spec, name, bell, ports, memory);
    Heirloom heirloom = left.isEmpty() ? null : new Heirloom(memory.recall(), left);
    this.keeper =
        new Keeper(
            spec, name, bell, starter, ports, hands, chronicle, backoff, loop, memory, heirloom);
    this.thread = new Thread(this::keep, "plimsoll-keep-" + name);
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  private static Path memoryOf(Path folder, int index) {
    return folder.resolve(index + ".json");
  }

  /** The numbers of the instances that are written down in a folder. */
  public static List<Integer> writtenDown(Path folder) {
    List<Integer> numbers = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "[0-9]*.json")) {
      for (Path file : files) {
        String number = file.getFileName().toString().replace(".json", "");
        if (number.matches("[0-9]{1,4}")) {
          numbers.add(Integer.valueOf(number));
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return numbers;
    }
    return numbers;
  }

  /** Whether another supervisor has left processes of it. */
  public boolean wasLeft() {
    return !left.isEmpty();
  }

  /** Whether what was left was started from something else than what is wanted now. */
  public boolean isOutdated() {
    return left.stream().anyMatch(run -> !run.digest().equals(spec.digest()));
  }

  /** The sockets on which agents of what was left look for their supervisor. */
  public List<Path> controlSockets() {
    return left.stream().map(Run::control).filter(path -> !path.isEmpty()).map(Path::of).toList();
  }

  private void keep() {
    try {
      keeper.keep();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      tellStopped();
    }
  }

  private synchronized void tellStopped() {
    ended = true;
    stopCourses.forEach(this::tellStopped);
    stopCourses.clear();
  }

  private void tellStopped(Course course) {
    course.end(Outcome.done(name + " is stopped."));
  }

  /** Such as {@code push/0}. */
  public String name() {
    return name;
  }

  public String service() {
    return spec.name();
  }

  /** Whether the run is in this place now. */
  public boolean has(String run) {
    return runs().stream().anyMatch(present -> present.id().equals(run));
  }

  /** The run in this place, and the one that is to replace it if there is one. */
  public List<Run> runs() {
    List<Run> runs = new ArrayList<>();
    addIfThere(runs, keeper.current());
    addIfThere(runs, keeper.incoming());
    return runs;
  }

  private static void addIfThere(List<Run> runs, @Nullable Run run) {
    if (run != null && runs.stream().noneMatch(other -> other.id().equals(run.id()))) {
      runs.add(run);
    }
  }

  /** As {@link #runs()}, for people. */
  public List<RunView> views() {
    return runs().stream().map(this::view).toList();
  }

  private RunView view(Run run) {
    Lines lines = spec.lines();
    return new RunView(
        spec.name(),
        name,
        run.id(),
        run.pid(),
        stateOf(run).wireName(),
        run.since(),
        keeper.restarts(),
        chronicle.lastExit(),
        chronicle.trouble(),
        run.agent().metrics(),
        lines == null ? Lines.DEFAULT : lines);
  }

  /** Until a run has lived long enough, the loop is what people have to know. */
  private RunState stateOf(Run run) {
    return keeper.isCrashLooping() && run == keeper.current()
        ? RunState.CRASH_LOOPING
        : run.state();
  }

  /** Asks for a new run; at once refused if the instance is being replaced or stopped. */
  public void replace(@Nullable String reason, Course course) {
    keeper.request(new ReplaceRequest(reason, course));
  }

  /** Asks for the end of the instance. */
  public synchronized void stop(Course course) {
    if (ended) {
      tellStopped(course);
      return;
    }
    stopCourses.add(course);
    keeper.stop();
  }

  /** As {@link #stop(Course)}, for whoever waits with {@link #awaitEnd} instead. */
  public void stop() {
    keeper.stop();
  }

  public boolean hasEnded() {
    return !thread.isAlive();
  }

  /** Waits until the instance is stopped, at most for the time. */
  public boolean awaitEnd(Duration atMost) throws InterruptedException {
    thread.join(Math.max(1, atMost.toMillis()));
    return hasEnded();
  }
}
