package dev.plimsoll.supervisor.death;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as kernels of both versions show them. */
class OomKillsTest {
  @TempDir Path root;

  @Test
  void versionTwoCountsInTheEventsOfTheCgroup() throws Exception {
    write("proc/7/cgroup", "0::/shop.slice/push.service\n");
    Path events =
        write(
            "sys/fs/cgroup/shop.slice/push.service/memory.events",
            "low 0\nhigh 12\nmax 340\noom 2\noom_kill 2\noom_group_kill 0\n");
    OomKills kills = new OomKills(root);
    kills.look(7);
    assertThat(kills.since()).hasValue(0);
    Files.writeString(events, "low 0\nhigh 12\nmax 399\noom 3\noom_kill 3\noom_group_kill 0\n");
    assertThat(kills.since()).hasValue(1);
  }

  @Test
  void versionOneCountsInItsOomControl() throws Exception {
    write("proc/7/cgroup", "9:name=systemd:/x\n4:memory:/docker/abc\n0::/\n");
    Path control =
        write(
            "sys/fs/cgroup/memory/docker/abc/memory.oom_control",
            "oom_kill_disable 0\nunder_oom 0\noom_kill 0\n");
    OomKills kills = new OomKills(root);
    kills.look(7);
    Files.writeString(control, "oom_kill_disable 0\nunder_oom 0\noom_kill 1\n");
    assertThat(kills.since()).hasValue(1);
  }

  @Test
  void insideAContainerTheOwnCgroupIsTheRoot() throws Exception {
    write("proc/7/cgroup", "0::/system.slice/of-the-host.scope\n");
    Path events = write("sys/fs/cgroup/memory.events", "oom 0\noom_kill 4\n");
    OomKills kills = new OomKills(root);
    kills.look(7);
    Files.writeString(events, "oom 1\noom_kill 5\n");
    assertThat(kills.since()).hasValue(1);
  }

  @Test
  void aProcessThatWasMovedIsLookedForAnew() throws Exception {
    write("proc/7/cgroup", "0::/one\n");
    write("sys/fs/cgroup/one/memory.events", "oom_kill 9\n");
    write("sys/fs/cgroup/two/memory.events", "oom_kill 3\n");
    OomKills kills = new OomKills(root);
    kills.look(7);
    write("proc/7/cgroup", "0::/two\n");
    kills.look(7);
    write("sys/fs/cgroup/two/memory.events", "oom_kill 4\n");
    assertThat(kills.since()).hasValue(1);
  }

  @Test
  void withoutACounterNothingIsSaid() {
    OomKills kills = new OomKills(root);
    kills.look(7);
    assertThat(kills.since()).isEmpty();
  }

  private Path write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
