package dev.plimsoll.benchmarks.peer;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The agents that are compared, each configured as its own documentation starts out, with its
 * traffic sent to a sink on this host.
 */
public enum Peer {
  NONE("no agent", "") {
    @Override
    Variant configure(String jar, String sink, Path scratch) {
      return variant();
    }
  },
  FLOOR("JFR floor", "plimsoll-benchmarks") {
    @Override
    Variant configure(String jar, String sink, Path scratch) {
      return variant("-javaagent:" + jar);
    }
  },
  PLIMSOLL("Plimsoll", "plimsoll-agent-jvm") {
    @Override
    Variant configure(String jar, String sink, Path scratch) {
      return variant("-javaagent:" + jar + "=service=bench,collector=" + sink);
    }
  },
  OPENTELEMETRY("OpenTelemetry", "opentelemetry-javaagent") {
    @Override
    Variant configure(String jar, String sink, Path scratch) {
      return variant(
          "-javaagent:" + jar,
          "-Dotel.service.name=bench",
          "-Dotel.exporter.otlp.protocol=http/protobuf",
          "-Dotel.exporter.otlp.endpoint=" + sink);
    }
  },
  ELASTIC("Elastic", "elastic-apm-agent") {
    /** Without {@code NONE} it asks the metadata addresses of three clouds at start. */
    @Override
    Variant configure(String jar, String sink, Path scratch) {
      return variant(
          "-javaagent:" + jar,
          "-Delastic.apm.service_name=bench",
          "-Delastic.apm.server_url=" + sink,
          "-Delastic.apm.cloud_provider=NONE");
    }
  },
  DATADOG("Datadog", "dd-java-agent") {
    /** Telemetry is the product's news of itself, which goes to its maker and not to the user. */
    @Override
    Variant configure(String jar, String sink, Path scratch) {
      return variant(
          "-javaagent:" + jar,
          "-Ddd.service=bench",
          "-Ddd.trace.agent.url=" + sink,
          "-Ddd.instrumentation.telemetry.enabled=false");
    }
  },
  JMX_EXPORTER("jmx_exporter", "jmx_prometheus_javaagent") {
    /** Answers on a port of its own; nobody scrapes it here, which flatters it. */
    @Override
    Variant configure(String jar, String sink, Path scratch) throws IOException {
      Path config = scratch.resolve("jmx.yml");
      Files.writeString(config, "rules:\n- pattern: \".*\"\n");
      return variant("-javaagent:" + jar + "=127.0.0.1:" + FreePort.find() + ":" + config);
    }
  },
  PYROSCOPE("Pyroscope", "agent") {
    @Override
    Variant configure(String jar, String sink, Path scratch) {
      return new Variant(
          key(),
          label(),
          List.of("-javaagent:" + jar),
          Map.of("PYROSCOPE_APPLICATION_NAME", "bench", "PYROSCOPE_SERVER_ADDRESS", sink));
    }
  },
  GLOWROOT("Glowroot", "glowroot-agent") {
    /**
     * The jar on Central has no collector in it, so that it needs an address; its backend speaks
     * gRPC and does not listen here. It keeps a lock and its logs in the data folder.
     */
    @Override
    Variant configure(String jar, String sink, Path scratch) {
      return variant(
          "-javaagent:" + jar,
          "-Dglowroot.agent.id=bench",
          "-Dglowroot.collector.address=127.0.0.1:1",
          "-Dglowroot.conf.dir=" + scratch,
          "-Dglowroot.log.dir=" + scratch,
          "-Dglowroot.tmp.dir=" + scratch);
    }

    @Override
    boolean runsOn(int feature) {
      return feature < 18;
    }
  },
  FILE_LEAK_DETECTOR("file-leak-detector", "file-leak-detector") {
    @Override
    Variant configure(String jar, String sink, Path scratch) {
      return variant("-javaagent:" + jar);
    }
  };

  private final String label;
  private final String artifact;

  Peer(String label, String artifact) {
    this.label = label;
    this.artifact = artifact;
  }

  /** Name on the command line. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public String label() {
    return label;
  }

  /** Whether it changes the bytecode of the application or its libraries. */
  public boolean instruments() {
    return this == OPENTELEMETRY || this == ELASTIC || this == DATADOG || this == GLOWROOT;
  }

  /** Whether it is known to work on that Java release. */
  boolean runsOn(int feature) {
    return true;
  }

  /**
   * Those of the offered that run on this Java release, in the order of the offer; with keys only
   * those, and no agent, to which all are compared.
   */
  public static List<Peer> chosen(List<Peer> offered, String keys) {
    List<String> wanted = keys.isEmpty() ? List.of() : List.of(keys.split(",", -1));
    for (String key : wanted) {
      if (offered.stream().noneMatch(peer -> peer.key().equals(key))) {
        throw new IllegalArgumentException("there is no peer called " + key);
      }
    }
    return offered.stream()
        .filter(peer -> wanted.isEmpty() || peer == NONE || wanted.contains(peer.key()))
        .filter(peer -> peer.runsOn(Runtime.version().feature()))
        .toList();
  }

  /**
   * How to start a program under it.
   *
   * @param jars folder of the agents' jars
   * @param sink base URL of what takes its traffic
   * @param scratch folder of this peer alone
   */
  public Variant variant(Path jars, String sink, Path scratch) throws IOException {
    return configure(artifact.isEmpty() ? "" : jar(jars).toString(), sink, scratch);
  }

  abstract Variant configure(String jar, String sink, Path scratch) throws IOException;

  Variant variant(String... flags) {
    return Variant.of(key(), label, flags);
  }

  private Path jar(Path jars) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(jars, artifact + "-[0-9]*.jar")) {
      for (Path jar : found) {
        return jar.toAbsolutePath();
      }
    }
    throw new IOException("no " + artifact + " in " + jars);
  }
}
