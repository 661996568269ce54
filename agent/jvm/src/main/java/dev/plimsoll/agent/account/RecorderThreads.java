package dev.plimsoll.agent.account;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The threads that Flight Recorder runs beside the one that streams. While nobody else records they
 * work for us, and their cost is ours.
 */
public final class RecorderThreads {
  private static final int READINGS_A_LOOK = 60;

  private final BooleanSupplier ours;
  private List<Thread> found = List.of();
  private int readings;

  /**
   * Looks at nothing yet.
   *
   * @param ours whether the recorder works for us alone
   */
  public RecorderThreads(BooleanSupplier ours) {
    this.ours = ours;
  }

  /** Looked for once a minute: to list the threads of a large process is a cost too. */
  public Collection<? extends Thread> threads() {
    if (!ours.getAsBoolean()) {
      return List.of();
    }
    if (readings++ % READINGS_A_LOOK == 0) {
      found = find();
    }
    return found;
  }

  private static List<Thread> find() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    Thread[] all = new Thread[root.activeCount() + 16];
    int count = root.enumerate(all);
    List<Thread> recorder = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (all[i].getName().equals("JFR Periodic Tasks")
          || all[i].getName().equals("JFR Recorder Thread")) {
        recorder.add(all[i]);
      }
    }
    return List.copyOf(recorder);
  }
}
