package dev.plimsoll.server.alerts;

import dev.plimsoll.server.journal.EventLog;
import dev.plimsoll.store.StoreException;
import dev.plimsoll.wire.json.Json;
import dev.plimsoll.wire.reading.EventKind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts alerts to every webhook, and again if need be. What waits is bounded and does not outlive
 * the collector: an alert that comes an hour late misleads.
 */
public final class Alerts implements AutoCloseable {
  /** Pauses before the second try and those after it. */
  static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(20),
          Duration.ofMinutes(1),
          Duration.ofMinutes(2));

  private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);
  private static final int MOST_WAITING = 200;
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final List<Webhook> webhooks;
  private final List<Duration> pauses;
  private final EventLog log;
  private final Supplier<String> collectorUrl;
  private final Delivery delivery = new Delivery();
  private final AtomicInteger waiting = new AtomicInteger();
  private final Map<Webhook, ScheduledExecutorService> threads = new LinkedHashMap<>();

  /**
   * Alerts to these webhooks.
   *
   * @param collectorUrl where people reach the collector; asked when an alert is raised, because
   *     the port may not be known before
   */
  public Alerts(List<Webhook> webhooks, EventLog log, Supplier<String> collectorUrl) {
    this(webhooks, PAUSES, log, collectorUrl);
  }

  Alerts(
      List<Webhook> webhooks, List<Duration> pauses, EventLog log, Supplier<String> collectorUrl) {
    this.webhooks = List.copyOf(webhooks);
    this.pauses = pauses;
    this.log = log;
    this.collectorUrl = collectorUrl;
    webhooks.forEach(webhook -> threads.put(webhook, thread()));
  }

  /** Sends it in the background; never throws, never waits. */
  public void raise(Alert alert) {
    String json = Json.line(AlertMessage.json(alert, collectorUrl.get()));
    for (Webhook webhook : webhooks) {
      if (waiting.incrementAndGet() > MOST_WAITING) {
        waiting.decrementAndGet();
        LOG.warn("alert to {} dropped: {} wait already", webhook.name(), MOST_WAITING);
      } else {
        later(webhook, () -> attempt(alert, webhook, json, 0), Duration.ZERO);
      }
    }
  }

  @Override
  public void close() {
    threads.values().forEach(ScheduledExecutorService::shutdownNow);
  }

  private void attempt(Alert alert, Webhook webhook, String json, int tries) {
    try {
      Delivery.Outcome outcome = delivery.post(webhook, json);
      if (outcome instanceof Delivery.Undelivered undelivered) {
        undelivered(alert, webhook, json, tries, undelivered);
      } else {
        over(alert, webhook, EventKind.ALERT_SENT, "Alert sent to " + webhook.name() + ".", null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closing
    } catch (RuntimeException e) {
      waiting.decrementAndGet();
      LOG.warn("alert to {} failed", webhook.name(), e);
    }
  }

  private void undelivered(
      Alert alert, Webhook webhook, String json, int tries, Delivery.Undelivered outcome) {
    if (outcome.again() && tries < pauses.size()) {
      Duration pause = longer(pauses.get(tries), outcome.notBefore());
      LOG.info("alert to {}: {}; trying again in {}", webhook.name(), outcome.why(), pause);
      later(webhook, () -> attempt(alert, webhook, json, tries + 1), pause);
      return;
    }
    String text =
        "Alert to %s failed after %d %s: %s."
            .formatted(webhook.name(), tries + 1, tries == 0 ? "try" : "tries", outcome.why());
    over(alert, webhook, EventKind.ALERT_FAILED, text, outcome.why());
  }

  private void over(
      Alert alert, Webhook webhook, EventKind kind, String text, @Nullable String error) {
    waiting.decrementAndGet();
    if (kind == EventKind.ALERT_FAILED) {
      LOG.warn(text);
    }
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("alert", alert.kind());
    data.put("webhook", webhook.name());
    if (error != null) {
      data.put("error", error);
    }
    try {
      log.record(alert.run(), kind, text, data);
    } catch (StoreException e) {
      LOG.warn("{} is not in the journal: {}", kind.wireName(), e.getMessage());
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // attempt() reports for itself
  private void later(Webhook webhook, Runnable task, Duration pause) {
    try {
      threads.get(webhook).schedule(task, pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      waiting.decrementAndGet(); // closing
    }
  }

  /**
   * One a webhook: a story is told in its order, and a webhook that hangs does not hold up another.
   */
  private static ScheduledExecutorService thread() {
    return new ScheduledThreadPoolExecutor(
        1,
        task -> {
          Thread thread = new Thread(task, "plimsoll-alerts");
          thread.setDaemon(true);
          return thread;
        });
  }

  private static Duration longer(Duration ours, Optional<Duration> theirs) {
    Duration asked = theirs.filter(wish -> wish.compareTo(ours) > 0).orElse(ours);
    return asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
  }
}
