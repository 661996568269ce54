package dev.plimsoll.agent.account;

import dev.plimsoll.agent.ship.Outbox;
import dev.plimsoll.wire.reading.EventKind;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells people what the agent gives up to stay within its budget, and what it takes up again. */
public final class EconomyNews {
  private static final double KIB = 1 << 10;

  private final Outbox outbox;

  public EconomyNews(Outbox outbox) {
    this.outbox = outbox;
  }

  void tell(Feature feature, boolean on, double cpu, double alloc, Budget budget) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("feature", feature.name());
    data.put("on", on);
    data.put("cpu", cpu);
    data.put("alloc", alloc);
    data.put("cpuBudget", budget.cpu());
    data.put("allocBudget", budget.alloc());
    String use =
        String.format(
            Locale.ROOT,
            "The agent took %.1f %% of a core and allocated %.0f KiB a second; it may take %.1f %%"
                + " and %.0f KiB.",
            cpu * 100,
            alloc / KIB,
            budget.cpu() * 100,
            budget.alloc() / KIB);
    outbox.addEvent(
        EventKind.AGENT_ECONOMY,
        System.currentTimeMillis(),
        use + " " + feature.name() + (on ? " is on again." : " is off."),
        data);
  }
}
