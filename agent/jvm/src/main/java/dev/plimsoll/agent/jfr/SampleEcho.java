package dev.plimsoll.agent.jfr;

import dev.plimsoll.agent.guest.Trouble;
import dev.plimsoll.wire.reading.Metric;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import jdk.jfr.FlightRecorder;

/**
 * Writes each sample as a {@value SampleEvent#NAME} event too, but only while somebody else
 * records: for us alone it would only travel in a circle.
 */
final class SampleEcho {
  private final AtomicBoolean on = new AtomicBoolean();

  void start() {
    if (on.compareAndSet(false, true)) {
      FlightRecorder.register(SampleEvent.class);
    }
  }

  void stop() {
    if (on.compareAndSet(true, false)) {
      FlightRecorder.unregister(SampleEvent.class);
    }
  }

  void accept(Map<String, Double> metrics) {
    if (on.get()) {
      try {
        write(metrics);
      } catch (RuntimeException | LinkageError e) {
        Trouble.count("jfr sample", e);
      }
    }
  }

  private static void write(Map<String, Double> metrics) {
    SampleEvent event = new SampleEvent();
    if (!event.isEnabled()) {
      return;
    }
    event.rss = whole(metrics, Metric.RSS);
    event.heapUsed = whole(metrics, Metric.HEAP_USED);
    event.heapLive = whole(metrics, Metric.HEAP_LIVE);
    event.heapMax = whole(metrics, Metric.HEAP_MAX);
    event.external = whole(metrics, Metric.EXTERNAL);
    event.cgroupUsed = whole(metrics, Metric.CGROUP_USED);
    event.cgroupLimit = whole(metrics, Metric.CGROUP_LIMIT);
    event.requestsOut = whole(metrics, Metric.REQUESTS_OUT);
    event.requestsIn = whole(metrics, Metric.REQUESTS_IN);
    event.oldestRequest = whole(metrics, Metric.REQUESTS_OLDEST);
    event.sockets = whole(metrics, Metric.SOCKETS);
    event.fds = whole(metrics, Metric.FDS);
    event.gcShare = metrics.getOrDefault(Metric.GC_CPU, -1.0);
    event.agentCpu = metrics.getOrDefault("agent.cpu", -1.0);
    event.commit();
  }

  private static long whole(Map<String, Double> metrics, String name) {
    return metrics.getOrDefault(name, -1.0).longValue();
  }
}
