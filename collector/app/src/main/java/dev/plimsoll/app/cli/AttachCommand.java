package dev.plimsoll.app.cli;

import dev.plimsoll.app.attach.RunningJvm;
import dev.plimsoll.app.attach.TargetProcess;
import dev.plimsoll.app.bundle.EmbeddedJar;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "attach",
    description = {
      "Puts the agent into a JVM that runs already, of the same user or of any if you are root, "
          + "also inside a container on this host; with --detach, takes it out again.",
      "",
      "A JVM of Java 21 or newer writes four lines of warning to its stderr each time, unless it "
          + "was started with -XX:+EnableDynamicAgentLoading."
    },
    mixinStandardHelpOptions = true)
final class AttachCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "PID", description = "The process, by its number on this host.")
  private long pid;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the service (default: the main class or jar).")
  private @Nullable String name;

  @Option(
      names = "--collector",
      paramLabel = "URL",
      defaultValue = "${env:PLIMSOLL_COLLECTOR:-" + CollectorAddress.DEFAULT + "}",
      description =
          "Where it reports to, as the process sees it (default: $PLIMSOLL_COLLECTOR, else "
              + CollectorAddress.DEFAULT
              + ").")
  private URI collector;

  @Option(names = "--detach", description = "Take the agent out.")
  private boolean detach;

  @Option(names = "--json", description = "Print the outcome as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (name != null && !name.matches("[A-Za-z0-9._-]+")) {
      throw new ParameterException(
          spec.commandLine(), "a name has letters, digits, dot, hyphen and underscore only");
    }
    Path agent = EmbeddedJar.JVM_AGENT.extract(System.getenv());
    try (RunningJvm jvm = RunningJvm.open(new TargetProcess(pid))) {
      Optional<String> presence = jvm.presence();
      if (detach) {
        detach(jvm, agent, presence);
      } else {
        attach(jvm, agent, presence);
      }
    }
    return 0;
  }

  private void attach(RunningJvm jvm, Path agent, Optional<String> presence)
      throws IOException, InterruptedException {
    if (presence.isPresent()) {
      throw new IOException(
          "the agent is in process %d already, as run %s".formatted(pid, run(presence.get())));
    }
    String service = name == null ? service(jvm.command()) : name;
    String run =
        jvm.enter(
            agent,
            "service=%s,instance=%s/%d,collector=%s".formatted(service, service, pid, collector));
    tell(
        "attached",
        run,
        service,
        "attached to process %d as %s/%d, run %s; it reports to %s"
            .formatted(pid, service, pid, run, collector));
  }

  private void detach(RunningJvm jvm, Path agent, Optional<String> presence) throws IOException {
    String told = presence.orElseThrow(() -> new IOException("the agent is not in process " + pid));
    if (told.startsWith("supervised ")) {
      throw new IOException(
          "process %d is supervised, and its supervisor needs the agent; `plimsoll stop` ends it"
              .formatted(pid));
    }
    jvm.leave(agent);
    tell("detached", run(told), null, "detached from process %d, which goes on".formatted(pid));
  }

  private void tell(String state, String run, @Nullable String service, String sentence) {
    if (json) {
      Map<String, Object> outcome = new LinkedHashMap<>();
      outcome.put("pid", pid);
      outcome.put("state", state);
      outcome.put("run", run);
      if (service != null) {
        outcome.put("service", service);
        outcome.put("instance", service + "/" + pid);
        outcome.put("collector", collector.toString());
      }
      System.out.println(Printed.json(outcome));
    } else {
      System.out.println(sentence);
    }
  }

  private static String run(String presence) {
    return presence.substring(presence.indexOf(' ') + 1);
  }

  /** As `run` would call it: of {@code /opt/push-1.2.jar --port 1} or {@code a.b.PushServer}. */
  private static String service(String command) {
    String main = command.strip().split(" ", 2)[0];
    boolean isJar = main.endsWith(".jar");
    String named = isJar ? main : main.substring(main.lastIndexOf('.') + 1);
    return named.isEmpty() ? "java" : ServiceName.guess(List.of(named));
  }
}
