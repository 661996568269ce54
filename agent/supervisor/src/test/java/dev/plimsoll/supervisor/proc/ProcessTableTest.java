package dev.plimsoll.supervisor.proc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTableTest {
  private static final long SELF = ProcessHandle.current().pid();
  private final ProcessTable here = ProcessTable.ofThisHost();
  @TempDir Path proc;

  @Test
  void theHolderOfAPortIsNamed() throws IOException {
    try (ServerSocket server = new ServerSocket(0)) {
      assertThat(here.portsOf(List.of(SELF))).contains(server.getLocalPort());
      assertThat(here.holderOf(server.getLocalPort()))
          .hasValueSatisfying(
              holder -> {
                assertThat(holder.pid()).isEqualTo(SELF);
                assertThat(holder.toString()).startsWith("pid " + SELF + " (").contains("java");
              });
    }
  }

  @Test
  void aClosedPortHasNoHolder() throws IOException {
    int port;
    try (ServerSocket server = new ServerSocket(0)) {
      port = server.getLocalPort();
    }
    assertThat(here.holderOf(port)).isEmpty();
    assertThat(here.portsOf(List.of(SELF))).doesNotContain(port);
  }

  @Test
  void membersOfARunAreKnownByTheirEnvironment() throws IOException {
    process(10, "HOME=/\0PLIMSOLL_RUN=r1\0TERM=x\0");
    process(11, "PLIMSOLL_RUN=r1\0");
    process(12, "PLIMSOLL_RUN=r10\0");
    process(13, "OTHER=PLIMSOLL_RUN=r1\0");
    process(14, "");
    assertThat(new ProcessTable(proc).membersOf("r1")).containsExactlyInAnyOrder(10L, 11L);
  }

  @Test
  void aTableWithoutNetworkFilesHasNoListeners() throws IOException {
    process(10, "");
    assertThat(new ProcessTable(proc).portsOf(List.of(10L, 99L))).isEmpty();
    assertThat(new ProcessTable(proc).holderOf(80)).isEmpty();
  }

  @Test
  void aGrandchildIsWithinItsGrandparentAndAStrangerIsNot() throws Exception {
    Process shell = new ProcessBuilder("/bin/sh", "-c", "sleep 30 & echo $!; wait").start();
    try (var reader = shell.inputReader(StandardCharsets.UTF_8)) {
      long grandchild = Long.parseLong(reader.readLine());
      assertThat(here.isWithin(grandchild, shell.pid())).isTrue();
      assertThat(here.isWithin(grandchild, SELF)).isTrue();
      assertThat(here.isWithin(SELF, shell.pid())).isFalse();
      assertThat(here.treeOf(shell.pid())).contains(shell.pid(), grandchild);
      assertThat(here.hasRuntime(List.of(shell.pid(), grandchild))).isFalse();
    } finally {
      shell.descendants().forEach(ProcessHandle::destroyForcibly);
      shell.destroyForcibly();
      assertThat(shell.waitFor(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aJvmIsKnownByItsProgram() {
    assertThat(here.hasRuntime(List.of(SELF))).isTrue();
    assertThat(here.isRunning(SELF)).isTrue();
  }

  private void process(long pid, String environment) throws IOException {
    Path directory = Files.createDirectories(proc.resolve(String.valueOf(pid)));
    Files.writeString(directory.resolve("environ"), environment);
  }
}
