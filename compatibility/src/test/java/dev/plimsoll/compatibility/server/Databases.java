package dev.plimsoll.compatibility.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Brokers and databases, as plain JVM programs. */
final class Databases {
  private static final String KAFKA = "4.1.2";
  private static final String CASSANDRA = "5.0.9";
  private static final String SIMPLE_LOG = "org.slf4j:slf4j-simple:";
  private static final String SILENT = "-Dorg.slf4j.simpleLogger.defaultLogLevel=off";

  private Databases() {}

  static List<Server> all() {
    return List.of(new Kafka(), new Cassandra());
  }

  private record Kafka() implements Server {
    @Override
    public String name() {
      return "Kafka " + KAFKA;
    }

    @Override
    public boolean runsOn(int java) {
      return true;
    }

    @Override
    public Installed install(Site site) throws Exception {
      int port = site.freePort();
      int controller = site.freePort();
      List<Path> libraries =
          site.central().classPath("org.apache.kafka:kafka_2.13:" + KAFKA, SIMPLE_LOG + "1.7.36");
      String classPath = site.compiled(libraries, "KafkaAsk.java");
      Path properties = site.folder().resolve("server.properties");
      Files.writeString(
          properties,
          """
          process.roles=broker,controller
          node.id=1
          controller.quorum.voters=1@127.0.0.1:%2$d
          listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
          advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
          controller.listener.names=CONTROLLER
          log.dirs=%3$s
          offsets.topic.replication.factor=1
          transaction.state.log.replication.factor=1
          transaction.state.log.min.isr=1
          """
              .formatted(port, controller, site.folder().resolve("log")));
      site.run(
          site.plainJava(
              List.of(
                  "-cp",
                  classPath,
                  "kafka.tools.StorageTool",
                  "format",
                  "-t",
                  "MkU3OEVBNTcwNTJENDM2Qg",
                  "-c",
                  properties.toString())),
          site.folder());
      return Installed.of(
          site.java(List.of("-Xmx384m", "-cp", classPath, "kafka.Kafka", properties.toString())),
          () ->
              site.run(
                  site.plainJava(List.of(SILENT, "-cp", classPath, "KafkaAsk", "" + port)),
                  site.folder()));
    }
  }

  private record Cassandra() implements Server {
    private static final List<String> OPEN =
        List.of(
            "java.base/java.io",
            "java.base/java.lang.module",
            "java.base/java.lang.reflect",
            "java.base/java.math",
            "java.base/java.net",
            "java.base/java.nio",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.base/java.util.concurrent.atomic",
            "java.base/jdk.internal.loader",
            "java.base/jdk.internal.misc",
            "java.base/jdk.internal.ref",
            "java.base/jdk.internal.reflect",
            "java.base/jdk.internal.math",
            "java.base/jdk.internal.module",
            "java.base/jdk.internal.util.jar",
            "java.base/sun.nio.ch",
            "java.management.rmi/com.sun.jmx.remote.internal.rmi",
            "java.rmi/sun.rmi.registry",
            "java.rmi/sun.rmi.server",
            "java.rmi/sun.rmi.transport",
            "java.rmi/sun.rmi.transport.tcp",
            "java.sql/java.sql",
            "jdk.management/com.sun.management.internal");

    @Override
    public String name() {
      return "Cassandra " + CASSANDRA;
    }

    /** Its makers support 11 and 17. */
    @Override
    public boolean runsOn(int java) {
      return java == 17;
    }

    @Override
    public Installed install(Site site) throws Exception {
      int port = site.freePort();
      String node =
          Site.join(site.central().classPath("org.apache.cassandra:cassandra-all:" + CASSANDRA));
      String client =
          site.compiled(
              site.central()
                  .classPath("org.apache.cassandra:java-driver-core:4.19.0", SIMPLE_LOG + "1.7.36"),
              "CassandraAsk.java");
      Path yaml = site.folder().resolve("cassandra.yaml");
      Files.writeString(yaml, configuration(site, port));
      List<String> flags = new ArrayList<>(List.of("-Xmx512m", "-Xss512k"));
      for (String open : OPEN) {
        flags.add("--add-exports=" + open + "=ALL-UNNAMED");
        flags.add("--add-opens=" + open + "=ALL-UNNAMED");
      }
      flags.addAll(
          List.of(
              "-Dcassandra.config=" + yaml.toUri(),
              "-Dcassandra.storagedir=" + site.folder().resolve("data"),
              "-Dcassandra.logdir=" + site.folder().resolve("logs"),
              "-Dcassandra-foreground=yes",
              "-Dcassandra.skip_wait_for_gossip_to_settle=0",
              "-Dcassandra.ring_delay_ms=1000",
              "-Djava.net.preferIPv4Stack=true",
              "-cp",
              node,
              "org.apache.cassandra.service.CassandraDaemon"));
      return Installed.of(
          site.java(flags),
          () ->
              site.run(
                  site.plainJava(List.of(SILENT, "-cp", client, "CassandraAsk", "" + port)),
                  site.folder()));
    }

    private static String configuration(Site site, int port) throws Exception {
      return """
          cluster_name: hello
          num_tokens: 1
          partitioner: org.apache.cassandra.dht.Murmur3Partitioner
          seed_provider:
            - class_name: org.apache.cassandra.locator.SimpleSeedProvider
              parameters:
                - seeds: "127.0.0.1:%2$d"
          listen_address: 127.0.0.1
          storage_port: %2$d
          native_transport_port: %1$d
          rpc_address: 127.0.0.1
          endpoint_snitch: SimpleSnitch
          commitlog_sync: periodic
          commitlog_sync_period: 10s
          commitlog_segment_size: 8MiB
          auto_snapshot: false
          """
          .formatted(port, site.freePort());
    }
  }
}
