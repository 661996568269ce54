package dev.plimsoll.benchmarks.peer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Command lines of the JVMs that are measured. */
public final class Java {
  /** Options that a shell may have set for other purposes. */
  static final Set<String> MEDDLING = Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS");

  private Java() {}

  /** The JDK that runs this, with the variant's flags before the program's own. */
  public static List<String> command(Variant variant, List<String> program, Path scratch) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // What an agent keeps on disk it finds again at its next start, but no other agent does.
    command.add("-Djava.io.tmpdir=" + scratch);
    command.addAll(variant.flags());
    command.addAll(program);
    return command;
  }
}
