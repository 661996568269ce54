package dev.plimsoll.supervisor.bench;

import dev.plimsoll.supervisor.Supervisor;
import dev.plimsoll.supervisor.SupervisorOptions;
import dev.plimsoll.supervisor.spec.ReadySpec;
import dev.plimsoll.supervisor.spec.RestartSpec;
import dev.plimsoll.supervisor.spec.ServiceSpec;
import dev.plimsoll.supervisor.spec.StopSpec;
import dev.plimsoll.testkit.Jdk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/** Makes services to supervise, and supervisors in directories of their own. */
public final class Bench {
  /** Restarts that a test can wait for. */
  public static final RestartSpec QUICK =
      new RestartSpec(
          Duration.ofMillis(300),
          Duration.ofMillis(200),
          Duration.ofSeconds(2),
          Duration.ofSeconds(30));

  private final Path directory;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final List<String> sentences = new CopyOnWriteArrayList<>();

  public Bench(Path directory) {
    this.directory = directory;
  }

  /** A JVM with the fake agent's words at the right places. */
  public ServiceSpec java(int port, String... words) {
    List<String> command = new ArrayList<>(javaCommand(Service.class));
    command.add(String.valueOf(port));
    command.addAll(Arrays.asList(words));
    return service(command);
  }

  public ServiceSpec shell(String script) {
    return service(List.of("/bin/sh", "-c", script));
  }

  private static ServiceSpec service(List<String> command) {
    return ServiceSpec.of("push", command)
        .withRestart(QUICK)
        .withStop(new StopSpec("SIGTERM", Duration.ofSeconds(5)))
        .withReady(new ReadySpec(Duration.ofSeconds(10), Duration.ofMillis(200)));
  }

  public static List<String> javaCommand(Class<?> main) {
    return List.of(
        Jdk.running().java().toString(),
        "-Xmx32m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
        "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        main.getName());
  }

  public SupervisorOptions options(ServiceSpec service, @Nullable URI collector)
      throws IOException {
    return SupervisorOptions.of(List.of(service))
        .withDirectories(runtime(), directory.resolve("state"))
        .withCollector(collector)
        .withAgentJar(agentJar())
        .withConsole(sentences::add)
        .withOutput(output, OutputStream.nullOutputStream());
  }

  public Supervisor start(ServiceSpec service, @Nullable URI collector) throws IOException {
    return Supervisor.start(options(service, collector));
  }

  public Path runtime() {
    return directory.resolve("run");
  }

  /** What the children printed to their standard output. */
  public String output() {
    return output.toString(StandardCharsets.UTF_8);
  }

  /** What the supervisor said. */
  public List<String> sentences() {
    return sentences;
  }

  /** Only a manifest: the class is on the service's class path. */
  private Path agentJar() throws IOException {
    Path jar = directory.resolve("agent.jar");
    if (Files.exists(jar)) {
      return jar;
    }
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", FakeAgent.class.getName());
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream packed = new JarOutputStream(out, manifest)) {
      packed.finish();
    }
    return jar;
  }

  public static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    }
  }

  /** The pid of the process that answers on the port; 0 if none does. */
  public static long whoServes(int port) {
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
      byte[] pid = client.getInputStream().readAllBytes();
      return Long.parseLong(new String(pid, StandardCharsets.UTF_8));
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }
}
