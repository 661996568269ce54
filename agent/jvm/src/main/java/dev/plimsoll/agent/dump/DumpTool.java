package dev.plimsoll.agent.dump;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The JDK's {@code jcmd}, the only one that may ask the JVM for packed dumps and for a number of
 * threads. Attaching to ourselves is forbidden by the JDK, and imitating it is not safe: a SIGQUIT
 * that the JVM does not take for an attachment prints all threads on the application's output.
 */
final class DumpTool {
  private static final String CREATED = "Heap dump file created";
  private static final long LONGEST_MINUTES = 60;

  private static final Set<String> FLAGS =
      Set.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS");

  private final Path jcmd;
  private final boolean usable;

  DumpTool() {
    jcmd = Path.of(System.getProperty("java.home", ""), "bin", "jcmd");
    usable = new File(jcmd.toString()).canExecute() && takesAttachments();
  }

  boolean isUsable() {
    return usable;
  }

  /** Without signals (-Xrs) the tool's SIGQUIT would end the process. */
  private static boolean takesAttachments() {
    try {
      HotSpotDiagnosticMXBean bean =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      return !Boolean.parseBoolean(bean.getVMOption("DisableAttachMechanism").getValue())
          && !Boolean.parseBoolean(bean.getVMOption("ReduceSignalUsage").getValue());
    } catch (RuntimeException e) {
      return false;
    }
  }

  /**
   * Returns when the file is written.
   *
   * @throws IOException with what the JVM said, if it did not come about
   */
  void dump(DumpMethod method, Path file) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(method, file)).redirectErrorStream(true);
    // It is no run of the service, and needs none of the application's flags.
    builder.environment().keySet().removeAll(FLAGS);
    builder.environment().keySet().removeIf(name -> name.startsWith("PLIMSOLL_"));
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      String said =
          new String(process.getInputStream().readNBytes(1 << 14), StandardCharsets.UTF_8);
      if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES) || !said.contains(CREATED)) {
        throw new IOException("jcmd: " + said.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while jcmd was at work", e);
    } finally {
      process.destroyForcibly();
    }
  }

  private List<String> command(DumpMethod method, Path file) throws IOException {
    String path = file.toString();
    if (path.indexOf('"') >= 0 || path.indexOf('\n') >= 0) {
      throw new IOException("jcmd can't be told of the path " + path);
    }
    List<String> command = new ArrayList<>();
    command.add(jcmd.toString());
    command.add("-J-Xmx16m");
    command.add("-J-XX:+UseSerialGC");
    command.add("-J-XX:TieredStopAtLevel=1");
    command.add("-J-XX:-UsePerfData");
    command.add(Long.toString(ProcessHandle.current().pid()));
    command.add("GC.heap_dump");
    if (method.gzip()) {
      command.add("-gz=1");
    }
    if (method.threads() > 1) {
      command.add("-parallel=" + method.threads());
    }
    command.add('"' + path + '"');
    return command;
  }
}
