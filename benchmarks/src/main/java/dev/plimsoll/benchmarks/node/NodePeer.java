package dev.plimsoll.benchmarks.node;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is put beside the agent, each as its own documentation starts out. */
enum NodePeer {
  NONE("no agent", "") {
    @Override
    List<String> flags(Path agent) {
      return List.of();
    }
  },
  PLIMSOLL("Plimsoll", "") {
    @Override
    List<String> flags(Path agent) {
      return List.of("--require", agent.toString());
    }

    @Override
    Map<String, String> environment(String sink) {
      return Map.of("PLIMSOLL_COLLECTOR", sink, "PLIMSOLL_SERVICE", "bench");
    }
  },
  /** Its default metrics; nobody scrapes them here, which flatters it. */
  PROM_CLIENT("prom-client", "prom-client@15.1.3") {
    @Override
    List<String> flags(Path agent) {
      return List.of("--require", "./prom-client.js");
    }
  },
  OPENTELEMETRY("OpenTelemetry", "@opentelemetry/auto-instrumentations-node@0.82.0") {
    @Override
    List<String> flags(Path agent) {
      return List.of("--require", "@opentelemetry/auto-instrumentations-node/register");
    }

    @Override
    Map<String, String> environment(String sink) {
      return Map.of("OTEL_SERVICE_NAME", "bench", "OTEL_EXPORTER_OTLP_ENDPOINT", sink);
    }
  },
  /** What `clinic doctor` puts into the process it runs; it writes files and is for the lab. */
  CLINIC("Clinic doctor", "@clinic/doctor@11.0.0") {
    @Override
    List<String> flags(Path agent) {
      String injects = "./node_modules/@clinic/doctor/injects/";
      return List.of("--require", injects + "sampler.js", "--trace-event-categories", "v8");
    }
  },
  /** A native addon: left out where its binary can't be had. */
  XPROFILER("xprofiler", "xprofiler@3.1.0") {
    @Override
    List<String> flags(Path agent) {
      return List.of("--require", "./xprofiler.js");
    }
  };

  private final String label;
  private final String packageWithVersion;

  NodePeer(String label, String packageWithVersion) {
    this.label = label;
    this.packageWithVersion = packageWithVersion;
  }

  /** Name on the command line. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String label() {
    return label;
  }

  /** To be fetched by npm; empty for none. */
  String packageWithVersion() {
    return packageWithVersion;
  }

  abstract List<String> flags(Path agent);

  Map<String, String> environment(String sink) {
    return Map.of();
  }
}
