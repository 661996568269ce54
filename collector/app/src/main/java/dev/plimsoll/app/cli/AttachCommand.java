package dev.plimsoll.app.cli;

import dev.plimsoll.app.attach.RunningProcess;
import dev.plimsoll.app.attach.TargetProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
      "Puts the agent into a JVM or a Node that runs already, of the same user; with --detach, "
          + "takes it out again. As root also into a JVM of any user, or in a container on this host.",
      "",
      "A JVM of Java 21 or newer writes four lines of warning to its stderr each time, unless it "
          + "was started with -XX:+EnableDynamicAgentLoading.",
      "",
      "A Node is asked by SIGUSR1 to open its inspector on a port of this host for a moment, and says "
          + "so on its stderr. A program that handles SIGUSR1 itself gets that signal."
    },
    mixinStandardHelpOptions = true)
final class AttachCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "PID", description = "The process, by its number on this host.")
  private long pid;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the service (default: the main class, jar or script).")
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
    try (RunningProcess process = RunningProcess.open(new TargetProcess(pid))) {
      Path agent = process.agent(System.getenv());
      Optional<String> presence = process.presence();
      if (detach) {
        detach(process, agent, presence);
      } else {
        attach(process, agent, presence);
      }
    }
    return 0;
  }

  private void attach(RunningProcess process, Path agent, Optional<String> presence)
      throws IOException, InterruptedException {
    if (presence.isPresent()) {
      throw new IOException(
          "the agent is in process %d already, as run %s".formatted(pid, run(presence.get())));
    }
    String service = name == null ? process.service(agent) : name;
    String instance = service + "/" + pid;
    String run = process.enter(agent, new RunningProcess.Orders(service, instance, collector));
    tell(
        "attached",
        run,
        service,
        "attached to process %d as %s, run %s; it reports to %s"
            .formatted(pid, instance, run, collector));
  }

  private void detach(RunningProcess process, Path agent, Optional<String> presence)
      throws IOException, InterruptedException {
    String told = presence.orElseThrow(() -> new IOException("the agent is not in process " + pid));
    if (told.startsWith("supervised ")) {
      throw new IOException(
          "process %d is supervised, and its supervisor needs the agent; `plimsoll stop` ends it"
              .formatted(pid));
    }
    process.leave(agent);
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
}
