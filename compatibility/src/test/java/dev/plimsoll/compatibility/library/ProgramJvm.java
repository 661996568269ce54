package dev.plimsoll.compatibility.library;

import dev.plimsoll.testkit.Jdk;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** One of the programs in a JVM of its own. */
final class ProgramJvm implements AutoCloseable {
  private static final Path AGENT = Path.of(System.getProperty("plimsoll.agent.jar", ""));
  private static final Path CLASSES = Path.of("target", "test-classes");

  /** The versions that this module depends on. */
  static final String CURRENT = System.getProperty("surefire.test.class.path", "");

  private final Process process;
  private final Path err;
  private final BufferedReader out;
  private final Writer in;
  private final String greeting;

  private ProgramJvm(Process process, Path err) throws IOException {
    this.process = process;
    this.err = err;
    this.out = process.inputReader(StandardCharsets.UTF_8);
    this.in = process.outputWriter(StandardCharsets.UTF_8);
    this.greeting = line();
  }

  /**
   * Of programs given by Java, name of their versions and so on, those of the current versions; all
   * of them with {@code -Dplimsoll.versions=all}.
   */
  static Stream<Arguments> wanted(Arguments... programs) {
    boolean all = System.getProperty("plimsoll.versions", "").equals("all");
    return Stream.of(programs).filter(program -> all || program.get()[1].equals("current"));
  }

  /** Versions that {@code target/libraries} has a folder of. */
  static String versions(String folder) {
    return CLASSES
        + File.pathSeparator
        + Path.of("target", "libraries", folder).toAbsolutePath()
        + File.separator
        + "*";
  }

  static ProgramJvm with(
      String agentArgs, Jdk jdk, Path folder, String classPath, Class<?> program, List<String> args)
      throws IOException {
    return start(
        List.of("-javaagent:" + AGENT + "=" + agentArgs), jdk, folder, classPath, program, args);
  }

  static ProgramJvm without(
      Jdk jdk, Path folder, String classPath, Class<?> program, List<String> args)
      throws IOException {
    return start(List.of(), jdk, folder, classPath, program, args);
  }

  private static ProgramJvm start(
      List<String> agent,
      Jdk jdk,
      Path folder,
      String classPath,
      Class<?> program,
      List<String> args)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(jdk.java().toString());
    // A temporary folder of its own: an agent delivers the black boxes of the dead it finds.
    command.addAll(List.of("-Xmx256m", "-Djava.io.tmpdir=" + folder, "-cp", classPath));
    command.addAll(agent);
    command.add(program.getName());
    command.addAll(args);
    Path err = Files.createTempFile(folder, "err", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("PLIMSOLL_"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    // Whatever goes wrong in the agent has to show.
    builder.environment().put("PLIMSOLL_DEBUG", "1");
    return new ProgramJvm(builder.start(), err);
  }

  String greeting() {
    return greeting;
  }

  /** Gives an order and returns the answer. */
  String tell(String order) throws IOException {
    in.write(order + "\n");
    in.flush();
    return line();
  }

  String stderr() {
    try {
      return Files.readString(err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private String line() throws IOException {
    String line = out.readLine();
    while (line != null && !line.startsWith(Console.MARK)) {
      line = out.readLine();
    }
    if (line == null) {
      throw new IOException("the program has ended: " + stderr());
    }
    return line.substring(Console.MARK.length());
  }
}
