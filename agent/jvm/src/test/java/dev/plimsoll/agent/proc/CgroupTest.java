package dev.plimsoll.agent.proc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.agent.sampling.Reading;
import dev.plimsoll.wire.reading.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupTest {
  private static final String V1_MOUNTS =
      """
      32 31 0:29 / /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu
      35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory
      41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
      """;
  private static final String V2_MOUNTS =
      "30 23 0:26 / /sys/fs/cgroup rw,nosuid,nodev shared:4 - cgroup2 cgroup2 rw,nsdelegate\n";

  @TempDir Path root;

  @Test
  void aNestedPathOfVersion1IsFollowed() throws IOException {
    write("proc/self/cgroup", "9:name=systemd:/\n4:memory:/docker/c863\n1:cpu:/\n0::/\n");
    write("proc/self/mountinfo", V1_MOUNTS);
    write("sys/fs/cgroup/memory/docker/c863/memory.usage_in_bytes", "155848704\n");
    write("sys/fs/cgroup/memory/docker/c863/memory.limit_in_bytes", "419430400\n");
    write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
    assertThat(read())
        .containsOnly(
            Map.entry(Metric.CGROUP_USED, 155848704d), Map.entry(Metric.CGROUP_LIMIT, 419430400d));
  }

  @Test
  void aLimitThatNoMachineHasIsAbsent() throws IOException {
    write("proc/self/cgroup", "4:memory:/docker/c863\n");
    write("proc/self/mountinfo", V1_MOUNTS);
    write("sys/fs/cgroup/memory/docker/c863/memory.usage_in_bytes", "1000\n");
    write("sys/fs/cgroup/memory/docker/c863/memory.limit_in_bytes", "9223372036854771712\n");
    assertThat(read()).containsOnlyKeys(Metric.CGROUP_USED);
  }

  @Test
  void theTightestLimitOnTheWayUpCountsInVersion2() throws IOException {
    write("proc/self/cgroup", "0::/system.slice/push.service/worker\n");
    write("proc/self/mountinfo", V2_MOUNTS);
    write("sys/fs/cgroup/system.slice/push.service/worker/memory.current", "5000\n");
    write("sys/fs/cgroup/system.slice/push.service/worker/memory.max", "max\n");
    write("sys/fs/cgroup/system.slice/push.service/memory.max", "8000\n");
    write("sys/fs/cgroup/system.slice/memory.max", "9000\n");
    assertThat(read())
        .containsOnly(Map.entry(Metric.CGROUP_USED, 5000d), Map.entry(Metric.CGROUP_LIMIT, 8000d));
  }

  @Test
  void insideAContainerThePathOfTheHostLeadsToWhatIsMounted() throws IOException {
    write("proc/self/cgroup", "4:memory:/kubepods/pod1/c1\n");
    write(
        "proc/self/mountinfo",
        "35 31 0:32 /kubepods/pod1/c1 /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory\n");
    write("sys/fs/cgroup/memory/memory.usage_in_bytes", "700\n");
    write("sys/fs/cgroup/memory/memory.limit_in_bytes", "900\n");
    assertThat(read()).containsEntry(Metric.CGROUP_LIMIT, 900d);
  }

  @Test
  void withoutCgroupsNothingIsRead() {
    assertThat(read()).isEmpty();
  }

  private Map<String, Double> read() {
    Reading reading = new Reading(0);
    Cgroup.of(root.toFile()).read(reading);
    return reading.metrics();
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
