package dev.plimsoll.agent.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.tools.attach.VirtualMachine;
import dev.plimsoll.agent.programs.Attachable;
import dev.plimsoll.agent.programs.OwnSpy;
import dev.plimsoll.agent.spy.Spy;
import dev.plimsoll.testkit.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.SimpleRemapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttachIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir Path folder;
  private Path agent;

  @BeforeEach
  void setUp() throws IOException {
    agent = LibraryCatalogue.packedInto(folder);
    ClassWriter renamed = new ClassWriter(0);
    byte[] spy =
        ClassFileLocator.ForClassLoader.of(OwnSpy.class.getClassLoader())
            .locate(OwnSpy.class.getName())
            .resolve();
    new ClassReader(spy)
        .accept(
            new ClassRemapper(
                renamed,
                new SimpleRemapper(
                    Opcodes.ASM9, Type.getInternalName(Spy.class), "java/lang/PlimsollSpy")),
            0);
    Path file = folder.resolve("renamed/" + Type.getInternalName(OwnSpy.class) + ".class");
    Files.createDirectories(file.getParent());
    Files.write(file, renamed.toByteArray());
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void theAgentComesAndGoesAndComesAgain(int feature) throws Exception {
    try (FakeCollector collector = new FakeCollector();
        AgentJvm jvm =
            AgentJvm.on(Jdk.of(feature), folder)
                .withoutAgent()
                .classPath(folder.resolve("renamed"))
                .flags("-XX:+EnableDynamicAgentLoading")
                .start(Attachable.class)) {
      // A JVM that is just starting may not know the signal yet that attaching begins with.
      await().atMost(LIMIT).until(() -> jvm.stdout().contains("ready"));
      jvm.say("connect");
      for (String service : List.of("first", "second")) {
        load(jvm, "service=" + service + ",collector=" + collector.url());
        await()
            .atMost(LIMIT)
            .until(
                () ->
                    !collector.runs().isEmpty()
                        && collector.runs().get(0).service().equals(service));
        // A socket's opening and closing at both ends, an exchange's two.
        assertThat(awaitCalls(jvm, 6)).isGreaterThanOrEqualTo(6);
        assertThat(presence(jvm)).startsWith("alone ");

        load(jvm, "detach");
        // The kernel forgets a thread a moment after Java does.
        await().atMost(LIMIT).until(() -> jvm.agentThreads().isEmpty());
        assertThat(presence(jvm)).isNull();
        assertThat(calls(jvm)).as("calls of woven code").isZero();
        int samples = collector.samples().size();
        load(jvm, "detach");
        assertThat(collector.samples()).hasSize(samples);
      }
      assertThat(jvm.stderr()).isEmpty();
      jvm.endInput();
      assertThat(jvm.exitCode()).isZero();
    }
  }

  private void load(AgentJvm jvm, String args) throws Exception {
    VirtualMachine machine = VirtualMachine.attach(Long.toString(jvm.pid()));
    try {
      machine.loadAgent(agent.toString(), args);
    } finally {
      machine.detach();
    }
  }

  private static String presence(AgentJvm jvm) throws Exception {
    VirtualMachine machine = VirtualMachine.attach(Long.toString(jvm.pid()));
    try {
      return machine.getAgentProperties().getProperty("dev.plimsoll.agent");
    } finally {
      machine.detach();
    }
  }

  /** Weaving is done a while after the agent has come. */
  private static int awaitCalls(AgentJvm jvm, int least) {
    int[] seen = new int[1];
    await()
        .atMost(LIMIT)
        .until(
            () -> {
              seen[0] = calls(jvm);
              return seen[0] >= least;
            });
    return seen[0];
  }

  private static int calls(AgentJvm jvm) throws Exception {
    int answers = jvm.stdout().lines().toList().size();
    jvm.say("count");
    await().atMost(LIMIT).until(() -> jvm.stdout().lines().count() > answers);
    List<String> lines = jvm.stdout().lines().toList();
    return Integer.parseInt(lines.get(lines.size() - 1).substring("calls ".length()));
  }
}
