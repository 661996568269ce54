package dev.plimsoll.agent.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoriesTest {
  private static final long NOBODY = 99_999_999;

  @TempDir Path folder;

  @Test
  void ownFolderIsForThisUserOnly() throws Exception {
    Path own = new Repositories(folder.resolve("jfr"), "7", 12, true).prepare();
    assertThat(own).isEqualTo(folder.resolve("jfr/7-12")).isDirectory();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
        .isEqualTo("rwx------");
  }

  @Test
  void whatADeadProcessLeftGoesAfterAWhileAndNothingElse() throws Exception {
    Path dead = chunk("7-" + NOBODY);
    Path deadButFresh = chunk("7-" + (NOBODY - 1));
    Path alive = chunk("7-" + ProcessHandle.current().pid());
    Path otherNamespace = chunk("8-" + NOBODY);
    Path foreign = chunk("2026_11_21_13_00_00_4711");
    Instant now = Instant.now();
    for (Path old : List.of(dead, alive, otherNamespace, foreign)) {
      age(old, now.minus(Duration.ofHours(2)));
    }
    new Repositories(folder, "7", 12, true).removeOrphans(now);
    assertThat(dead.getParent()).doesNotExist();
    assertThat(List.of(deadButFresh, alive, otherNamespace, foreign)).allMatch(Files::exists);
  }

  @Test
  void whereTheFolderCannotBeThereIsNone() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(new Repositories(file.resolve("jfr"), "7", 12, true).prepare()).isNull();
  }

  @Test
  void releasedItIsGoneOnceItIsEmpty() throws Exception {
    Repositories repositories = new Repositories(folder, "7", 12, true);
    Path own = repositories.prepare();
    Path chunk = Files.createFile(own.resolve("1.jfr"));
    repositories.release();
    assertThat(chunk).exists();
    Files.delete(chunk);
    repositories.release();
    assertThat(own).doesNotExist();
  }

  private Path chunk(String name) throws Exception {
    Path repository = folder.resolve(name);
    Files.createDirectories(repository);
    return Files.createFile(repository.resolve("1.jfr"));
  }

  private static void age(Path chunk, Instant to) throws Exception {
    Files.setLastModifiedTime(chunk, FileTime.from(to));
    Files.setLastModifiedTime(chunk.getParent(), FileTime.from(to));
  }
}
