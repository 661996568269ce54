package dev.plimsoll.agent.account;

import java.util.List;

/**
 * The rule by which features go and come back: over the budget, on average of a window, the next
 * one is switched off; after a calm time below half the budget the last one comes back. One that
 * has to go again soon after it came back has to wait twice as long the next time. Pure: it is told
 * of use and time.
 */
final class Economy {
  /** Is told of each switching. */
  interface Listener {
    /** The feature was switched; use is the average that was the reason. */
    void switched(Feature feature, boolean on, double cpu, double alloc);
  }

  private static final double CALM_SHARE = 0.5;
  private static final long LONGEST_CALM_MS = 3_600_000;

  private final Budget budget;
  private final List<Feature> order;
  private final Listener listener;
  private int off;
  private double cpuSum;
  private double allocSum;
  private int readings;
  private long beganMs = Long.MIN_VALUE;
  private long windowMs;
  private long calmSinceMs;
  private long calmMs;
  private long lastOnMs = Long.MIN_VALUE;

  /**
   * All on.
   *
   * @param order what goes first comes first
   */
  Economy(Budget budget, List<Feature> order, Listener listener) {
    this.budget = budget;
    this.order = List.copyOf(order);
    this.listener = listener;
    this.calmMs = budget.calmMs();
  }

  /** How many features are switched off. */
  int off() {
    return off;
  }

  /**
   * One reading.
   *
   * @param cpu fraction of one core
   * @param alloc bytes a second
   * @param nowMs any clock that does not go back
   */
  void take(double cpu, double alloc, long nowMs) {
    if (beganMs == Long.MIN_VALUE) {
      beganMs = nowMs;
      begin(nowMs);
      calmSinceMs = nowMs;
    }
    if (nowMs - beganMs < budget.graceMs()) {
      begin(nowMs);
      calmSinceMs = nowMs;
      return;
    }
    cpuSum += cpu;
    allocSum += alloc;
    readings++;
    if (nowMs - windowMs >= budget.windowMs()) {
      judge(cpuSum / readings, allocSum / readings, nowMs);
      begin(nowMs);
    }
  }

  private void judge(double cpu, double alloc, long nowMs) {
    boolean over = cpu > budget.cpu() || alloc > budget.alloc();
    boolean calm = cpu < budget.cpu() * CALM_SHARE && alloc < budget.alloc() * CALM_SHARE;
    if (!calm) {
      calmSinceMs = nowMs;
    }
    if (over && off < order.size()) {
      if (lastOnMs != Long.MIN_VALUE && nowMs - lastOnMs <= 2 * calmMs) {
        calmMs = Math.min(LONGEST_CALM_MS, calmMs * 2);
      } else if (off == 0) {
        calmMs = budget.calmMs();
      }
      lastOnMs = Long.MIN_VALUE;
      Feature feature = order.get(off++);
      feature.control().set(false);
      listener.switched(feature, false, cpu, alloc);
    } else if (off > 0 && nowMs - calmSinceMs >= calmMs) {
      Feature feature = order.get(--off);
      feature.control().set(true);
      lastOnMs = nowMs;
      calmSinceMs = nowMs;
      listener.switched(feature, true, cpu, alloc);
    }
  }

  private void begin(long nowMs) {
    cpuSum = 0;
    allocSum = 0;
    readings = 0;
    windowMs = nowMs;
  }
}
