package dev.plimsoll.supervisor.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateDirectoryTest {
  @TempDir Path directory;

  @Test
  void theEnvironmentChooses() {
    assertThat(PrivateDirectory.runtime(Map.of("PLIMSOLL_RUNTIME_DIR", "/a/b")))
        .isEqualTo(Path.of("/a/b"));
    assertThat(PrivateDirectory.runtime(Map.of("XDG_RUNTIME_DIR", "/run/user/7")))
        .isEqualTo(Path.of("/run/user/7/plimsoll"));
    assertThat(PrivateDirectory.runtime(Map.of()).toString()).startsWith("/tmp/plimsoll-");
    assertThat(PrivateDirectory.state(Map.of("PLIMSOLL_STATE_DIR", "/a/s")))
        .isEqualTo(Path.of("/a/s"));
    assertThat(PrivateDirectory.state(Map.of("XDG_STATE_HOME", "/s")))
        .isEqualTo(Path.of("/s/plimsoll"));
    assertThat(PrivateDirectory.state(Map.of()).toString()).endsWith(".local/state/plimsoll");
  }

  @Test
  void aNewDirectoryIsForItsOwnerAlone() throws IOException {
    assertThat(modeOf(PrivateDirectory.prepare(directory.resolve("a/b")))).isEqualTo("rwx------");
  }

  @Test
  void aDirectoryThatIsOpenToOthersIsClosed() throws IOException {
    Path open = Files.createDirectory(directory.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(modeOf(PrivateDirectory.prepare(open))).isEqualTo("rwx------");
  }

  @Test
  void aLinkIsNotFollowed() throws IOException {
    Path target = Files.createDirectory(directory.resolve("target"));
    Path link = Files.createSymbolicLink(directory.resolve("link"), target);
    assertThatThrownBy(() -> PrivateDirectory.prepare(link))
        .hasMessageContaining("not a directory");
  }

  private static String modeOf(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
