package dev.plimsoll.app.attach;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import dev.plimsoll.app.bundle.EmbeddedJar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A JVM on this host that we are attached to; of the same user, or we are root. */
public final class RunningJvm implements RunningProcess {
  private static final int OLDEST_JAVA = 17;
  private static final String PRESENCE = "dev.plimsoll.agent";
  private static final long LONGEST_START_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long STEP_MS = 50;

  private final TargetProcess process;
  private final VirtualMachine machine;

  private RunningJvm(TargetProcess process, VirtualMachine machine) {
    this.process = process;
    this.machine = machine;
  }

  static RunningJvm open(TargetProcess process) throws IOException {
    process.checkJvm();
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(process.pid()));
      return new RunningJvm(process, machine);
    } catch (AttachNotSupportedException e) {
      throw new IOException(
          "the JVM %d does not let itself be attached to: %s"
              .formatted(process.pid(), e.getMessage()),
          e);
    }
  }

  @Override
  public Path agent(Map<String, String> environment) throws IOException {
    return EmbeddedJar.JVM_AGENT.extract(environment);
  }

  @Override
  public Optional<String> presence() throws IOException {
    return Optional.ofNullable(machine.getAgentProperties().getProperty(PRESENCE));
  }

  /** As {@code run} would call it: of {@code /opt/push-1.2.jar --port 1} or {@code a.b.Push}. */
  @Override
  public String service(Path agent) throws IOException {
    String command = machine.getAgentProperties().getProperty("sun.java.command", "");
    String main = command.strip().split(" ", 2)[0];
    boolean isJar = main.endsWith(".jar");
    String named = isJar ? main : main.substring(main.lastIndexOf('.') + 1);
    return named.isEmpty() ? "java" : ServiceName.guess(List.of(named));
  }

  @Override
  public String enter(Path agent, Orders orders) throws IOException, InterruptedException {
    int java =
        Integer.parseInt(
            machine
                .getSystemProperties()
                .getProperty("java.vm.specification.version", "0")
                .replaceFirst("^1\\.", ""));
    if (java < OLDEST_JAVA) {
      throw new IOException(
          "the JVM %d runs Java %d; the agent needs %d or newer"
              .formatted(process.pid(), java, OLDEST_JAVA));
    }
    try (VisibleJar jar = VisibleJar.of(agent, process)) {
      load(
          jar.path(),
          "jar=%s,service=%s,instance=%s,collector=%s"
              .formatted(jar.path(), orders.service(), orders.instance(), orders.collector()));
      return awaitPresence();
    }
  }

  @Override
  public void leave(Path agent) throws IOException {
    try (VisibleJar jar = VisibleJar.of(agent, process)) {
      load(jar.path(), "detach");
    }
    if (presence().isPresent()) {
      throw new IOException("the agent has not left the JVM " + process.pid());
    }
  }

  @Override
  public void close() throws IOException {
    machine.detach();
  }

  private void load(String jar, String arguments) throws IOException {
    try {
      machine.loadAgent(jar, arguments);
    } catch (AgentLoadException | AgentInitializationException e) {
      throw new IOException(
          "the JVM %d did not load the agent: %s".formatted(process.pid(), e.getMessage()), e);
    }
  }

  private String awaitPresence() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + LONGEST_START_NANOS;
    Optional<String> presence = presence();
    while (presence.isEmpty() && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(STEP_MS);
      presence = presence();
    }
    return presence
        .map(told -> told.substring(told.indexOf(' ') + 1))
        .orElseThrow(
            () ->
                new IOException(
                    "the JVM %d has loaded the agent, but it did not get to work"
                        .formatted(process.pid())));
  }
}
