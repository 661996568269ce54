package dev.plimsoll.agent.boot;

import dev.plimsoll.agent.control.ControlLink;
import dev.plimsoll.agent.sampling.Sampler;
import dev.plimsoll.agent.ship.Outbox;
import dev.plimsoll.wire.control.ControlMessage;
import dev.plimsoll.wire.reading.Metric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Passes each sample on: all of it to the collector, the essence to the supervisor and to whoever
 * records with Flight Recorder.
 */
final class Telling implements Sampler.Sink {
  private static final List<String> ESSENCE =
      List.of(
          Metric.RSS,
          Metric.HEAP_USED,
          Metric.HEAP_LIVE,
          Metric.HEAP_MAX,
          Metric.EXTERNAL,
          Metric.REQUESTS_OUT,
          Metric.REQUESTS_IN,
          Metric.REQUESTS_OLDEST,
          Metric.GC_CPU);

  private final Outbox outbox;
  private final @Nullable ControlLink control;
  private final Consumer<Map<String, Double>> recorder;

  Telling(Outbox outbox, @Nullable ControlLink control, Consumer<Map<String, Double>> recorder) {
    this.outbox = outbox;
    this.control = control;
    this.recorder = recorder;
  }

  @Override
  public void accept(long at, Map<String, Double> metrics) {
    outbox.addSample(at, metrics);
    if (control != null) {
      control.send(new ControlMessage.Status(essence(metrics)));
    }
    recorder.accept(metrics);
  }

  private static Map<String, Double> essence(Map<String, Double> metrics) {
    Map<String, Double> essence = new LinkedHashMap<>();
    for (String name : ESSENCE) {
      Double value = metrics.get(name);
      if (value != null) {
        essence.put(name, value);
      }
    }
    return essence;
  }
}
