package dev.plimsoll.agent.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.plimsoll.agent.programs.Ending;
import dev.plimsoll.agent.programs.ExitingEarly;
import dev.plimsoll.testkit.Jdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From outside, a program with the agent in it cannot be told from one without. */
class IsolationIT {
  private static final String SAMPLER = "plimsoll-sample";
  private static final String NOWHERE = "/proc/nowhere";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void howeverTheProgramEnds(int feature) throws Exception {
    assertThat(twins(feature).look(Ending.class, "return").exitCode()).isZero();
    assertThat(twins(feature).look(Ending.class, "throw").exitCode()).isEqualTo(1);
    assertThat(twins(feature).look(ExitingEarly.class).exitCode()).isEqualTo(7);
    works(twins(feature));
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void inATinyHeap(int feature) throws Exception {
    works(twins(feature).flags("-Xmx16m"));
    assertThat(twins(feature).flags("-Xmx16m").look(Ending.class, "return").exitCode()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void withClassDataSharingDemandedAndAllUnsafeAndDeepReflectionForbidden(int feature)
      throws Exception {
    Twins twins = twins(feature).flags("-Xshare:on");
    works(
        feature == 17
            ? twins.flags("--illegal-access=deny")
            : twins.flags("--sun-misc-unsafe-memory-access=deny", "--illegal-native-access=deny"));
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void whereNothingCanBeWritten(int feature) throws Exception {
    works(
        twins(feature)
            .flags("-Djava.io.tmpdir=" + NOWHERE, "-Duser.home=" + NOWHERE)
            .env("PLIMSOLL_CACHE_DIR", NOWHERE)
            .env("HOME", NOWHERE));
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void whereNothingInTheTemporaryFolderMayRun(int feature) throws Exception {
    assumeThat(Files.getAttribute(Path.of("/proc/self"), "unix:uid")).isEqualTo(0);
    Path noexec = Files.createDirectory(folder.resolve("noexec"));
    String mount = "mount -t tmpfs -o noexec,size=16m none " + noexec + " && exec \"$@\"";
    works(
        twins(feature)
            .by("unshare", "--mount", "sh", "-c", mount, "sh")
            .flags("-Djava.io.tmpdir=" + noexec)
            .env("PLIMSOLL_CACHE_DIR", noexec.resolve("cache").toString()));
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void givenTwice(int feature) throws Exception {
    Path copy = Files.copy(AgentJvm.AGENT, folder.resolve("a copy of the agent, renamed.jar"));
    works(twins(feature).agentFlags("-javaagent:" + AgentJvm.AGENT, "-javaagent:" + copy));
    works(twins(feature).onlyAgent(copy));
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void withALongClassPath(int feature) throws Exception {
    String path =
        IntStream.range(0, 1_000)
            .mapToObj(i -> folder.resolve("lib/library-" + i + ".jar").toString())
            .collect(Collectors.joining(":"));
    works(twins(feature).classPath(path));
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void inAnImageWithoutFlightRecorderAndManagement(int feature) throws Exception {
    Jdk jdk = Jdk.of(feature);
    Path image = folder.resolve("image");
    Process jlink =
        new ProcessBuilder(
                jdk.tool("jlink").toString(),
                "--add-modules",
                "java.instrument",
                "--output",
                image.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("jlink.log").toFile())
            .start();
    assertThat(jlink.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assumeThat(jlink.exitValue()).as(Files.readString(folder.resolve("jlink.log"))).isEqualTo(0);
    Twins twins = new Twins(image.resolve("bin/java"), folder);
    assertThat(twins.look(Ending.class, "work").exitCode()).isZero();
  }

  @Test
  void underASecurityManagerWhoseFileDoesNotKnowTheAgent() throws Exception {
    Path policy =
        Files.writeString(
            folder.resolve("strict.policy"),
            """
            grant codeBase "file:${user.dir}/target/test-classes/" {
              permission java.security.AllPermission;
            };
            """);
    String[] flags = {"-Djava.security.manager", "-Djava.security.policy==" + policy};
    assertThat(twins(17).flags(flags).look(Ending.class, "work").exitCode()).isZero();
  }

  @Test
  void underASecurityManagerWhoseFileGrantsTheAgentEverything() throws Exception {
    Path policy =
        Files.writeString(
            folder.resolve("granting.policy"),
            """
            grant codeBase "file:${user.dir}/target/-" {
              permission java.security.AllPermission;
            };
            """);
    works(twins(17).flags("-Djava.security.manager", "-Djava.security.policy==" + policy));
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void theJdksToolsThatInheritTheAgentStayAsTheyAre(int feature) throws Exception {
    Jdk jdk = Jdk.of(feature);
    for (String tool : new String[] {"javac", "jcmd", "jar", "jps"}) {
      Path out = folder.resolve(tool + feature + ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(jdk.tool(tool).toString(), "-help")
              .redirectErrorStream(true)
              .redirectOutput(out.toFile());
      builder.environment().put("JAVA_TOOL_OPTIONS", "-javaagent:" + AgentJvm.AGENT);
      Process inheriting = builder.start();
      assertThat(inheriting.waitFor(60, TimeUnit.SECONDS)).isTrue();
      String with = Files.readString(out);
      builder.environment().remove("JAVA_TOOL_OPTIONS");
      Process plain = builder.start();
      assertThat(plain.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(inheriting.exitValue()).isEqualTo(plain.exitValue());
      // The JVM itself says that it has picked up the variable.
      assertThat(with.replaceFirst("(?m)^Picked up JAVA_TOOL_OPTIONS: .*\n", ""))
          .isEqualTo(Files.readString(out));
    }
  }

  private Twins twins(int feature) {
    return new Twins(Jdk.of(feature).java(), folder);
  }

  private static void works(Twins twins) throws Exception {
    assertThat(twins.awaiting(SAMPLER).look(Ending.class, "work").exitCode()).isZero();
  }
}
