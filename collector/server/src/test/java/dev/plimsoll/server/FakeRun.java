package dev.plimsoll.server;

import dev.plimsoll.wire.command.CommandStatus;
import dev.plimsoll.wire.ingest.Batch;
import dev.plimsoll.wire.ingest.Reply;
import dev.plimsoll.wire.reading.Event;
import dev.plimsoll.wire.reading.EventKind;
import dev.plimsoll.wire.reading.Owner;
import dev.plimsoll.wire.reading.Sample;
import dev.plimsoll.wire.run.Identity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A run with its agent, and its supervisor if it has one, in a few lines of test. */
public final class FakeRun {
  public static final double MIB = 1 << 20;
  public static final double MAX = 256 * MIB;

  private final Http http;
  private final Identity identity;
  private long agentSeq;
  private long supervisorSeq;

  private FakeRun(Http http, Identity identity) {
    this.http = http;
    this.identity = identity;
  }

  public static FakeRun supervised(Http http, String instance, long startedAt) {
    return new FakeRun(http, identity(instance, startedAt, "supervisor-of-" + instance));
  }

  public static FakeRun alone(Http http, String instance, long startedAt) {
    return new FakeRun(http, identity(instance, startedAt, null));
  }

  /** The same run, which now speaks to another collector. */
  public FakeRun via(Http other) {
    FakeRun same = new FakeRun(other, identity);
    same.agentSeq = agentSeq;
    same.supervisorSeq = supervisorSeq;
    return same;
  }

  public Identity identity() {
    return identity;
  }

  public String id() {
    return identity.run();
  }

  public String supervisor() {
    return String.valueOf(identity.supervisor());
  }

  /** The agent sends one sample with that share of max heap alive. */
  public Reply sample(long at, double fraction) {
    return agent(List.of(reading(at, fraction)), List.of(), List.of(), List.of());
  }

  public Sample reading(long at, double fraction) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("heap.live", MAX * fraction);
    metrics.put("heap.max", MAX);
    metrics.put("heap.used", MAX * fraction + MIB);
    metrics.put("rss", MAX * 1.5);
    metrics.put("gc.cpu", 0.0125);
    return new Sample(++agentSeq, id(), at, metrics);
  }

  public Reply owners(long at, List<Owner> owners) {
    return agent(List.of(reading(at, 0.5)), List.of(), owners, List.of());
  }

  public Reply agentEvent(EventKind kind, long at, Map<String, @Nullable Object> data) {
    return agent(List.of(), List.of(event(++agentSeq, kind, at, data)), List.of(), List.of());
  }

  public Reply supervisorEvent(EventKind kind, long at, Map<String, @Nullable Object> data) {
    return supervisor(List.of(event(++supervisorSeq, kind, at, data)), List.of());
  }

  public Reply agentAnswers(CommandStatus status) {
    return agent(List.of(), List.of(), List.of(), List.of(status));
  }

  public Reply supervisorAnswers(CommandStatus status) {
    return supervisor(List.of(), List.of(status));
  }

  /** An empty batch, which only asks for news. */
  public Reply agentAsks() {
    return agent(List.of(), List.of(), List.of(), List.of());
  }

  public Reply supervisorAsks() {
    return supervisor(List.of(), List.of());
  }

  public Batch batch(List<Sample> samples) {
    return new Batch(
        Batch.PROTOCOL, id(), List.of(identity), samples, List.of(), List.of(), List.of(), 0);
  }

  private Reply agent(
      List<Sample> samples, List<Event> events, List<Owner> owners, List<CommandStatus> answers) {
    return http.ingest(
        new Batch(Batch.PROTOCOL, id(), List.of(identity), samples, events, owners, answers, 0));
  }

  private Reply supervisor(List<Event> events, List<CommandStatus> answers) {
    return http.ingest(
        new Batch(
            Batch.PROTOCOL,
            supervisor(),
            List.of(identity),
            List.of(),
            events,
            List.of(),
            answers,
            0));
  }

  private Event event(long seq, EventKind kind, long at, Map<String, @Nullable Object> data) {
    String text = identity.instance() + ": " + kind.wireName() + ".";
    return new Event(seq, UUID.randomUUID().toString(), id(), at, kind.wireName(), text, data);
  }

  private static Identity identity(String instance, long startedAt, @Nullable String supervisor) {
    String service = instance.substring(0, instance.indexOf('/'));
    return new Identity(
        UUID.randomUUID().toString(),
        service,
        instance,
        4711,
        "test-host",
        "jvm",
        "17.0.15",
        startedAt,
        supervisor,
        null);
  }

  /** Exit data as a supervisor sends it. */
  public static Map<String, @Nullable Object> exit(String cause, @Nullable Integer signal) {
    Map<String, @Nullable Object> exit = new LinkedHashMap<>();
    exit.put("code", signal == null ? 1 : null);
    exit.put("signal", signal);
    exit.put("cause", cause);
    exit.put("sentence", "The process was killed with SIGKILL.");
    exit.put("log", new ArrayList<>(List.of("last words")));
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("exit", exit);
    return data;
  }
}
