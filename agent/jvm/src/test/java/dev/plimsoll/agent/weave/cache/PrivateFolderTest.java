package dev.plimsoll.agent.weave.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFolderTest {
  private static final int SOMEBODY = 54_321;

  @TempDir Path home;
  private PrivateFolder folders;

  @BeforeEach
  void setUp() throws IOException {
    folders = new PrivateFolder(FileSystems.getDefault());
  }

  @Test
  void whatIsMissingIsMadeForTheUserAlone() throws IOException {
    Path made = prepare(home.resolve("a/b/c"), 3);
    assertThat(made).isEqualTo(home.toRealPath().resolve("a/b/c"));
    for (String name : new String[] {"a", "a/b", "a/b/c"}) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(name))))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void moreThanItsOwnNamesAreNotMade() throws IOException {
    assertThat(prepare(home.resolve("a/b/c"), 2)).isNull();
    assertThat(home.resolve("a")).doesNotExist();
  }

  @Test
  void aFolderThatOthersCanWriteIsNotTaken() throws IOException {
    Path group = make("group", "rwxrwxr-x");
    Path others = make("others", "rwxr-xrwx");
    assertThat(prepare(group, 1)).isNull();
    assertThat(prepare(others, 1)).isNull();
    assertThat(prepare(make("group/inner", "rwx------"), 1)).isNull();
    assertThat(prepare(make("readable", "rwxr-xr-x"), 1)).isNotNull();
  }

  @Test
  void aStickyFolderAboveIsGoodEnough() throws IOException {
    Path above = make("tmp", "rwxrwxrwx");
    Files.setAttribute(above, "unix:mode", 01777);
    assertThat(prepare(above.resolve("own"), 1)).isNotNull();
    assertThat(prepare(above, 1)).isNull();
  }

  @Test
  void aLinkIsNotTakenButOneAboveIsFollowedOnce() throws IOException {
    Path real = make("real", "rwx------");
    Path link = Files.createSymbolicLink(home.resolve("link"), real);
    assertThat(prepare(link, 1)).isNull();
    assertThat(prepare(link.resolve("own"), 1)).isEqualTo(real.toRealPath().resolve("own"));
    Path dangling = Files.createSymbolicLink(home.resolve("dangling"), home.resolve("nowhere"));
    assertThat(prepare(dangling, 1)).isNull();
    assertThat(home.resolve("nowhere")).doesNotExist();
  }

  @Test
  void whatBelongsToSomebodyElseIsNotTaken() throws IOException {
    assumeTrue(folders.self() == 0, "only root can give a folder away");
    Path theirs = make("theirs", "rwx------");
    Path below = make("theirs/below", "rwx------");
    Files.setAttribute(theirs, "unix:uid", SOMEBODY);
    assertThat(prepare(theirs, 1)).isNull();
    assertThat(prepare(below, 1)).isNull();
    Path planted = make("planted", "rwx------");
    Files.setAttribute(planted, "unix:uid", SOMEBODY);
    assertThat(prepare(planted, 1)).isNull();
  }

  @Test
  void aFileARelativePathAndNoRoomAreNoFolder() throws IOException {
    Path file = Files.createFile(home.resolve("file"));
    assertThat(prepare(file, 1)).isNull();
    assertThat(folders.prepare("some/where", 2)).isNull();
  }

  private Path prepare(Path folder, int made) throws IOException {
    return folders.prepare(folder.toString(), made);
  }

  private Path make(String name, String mode) throws IOException {
    Path folder = Files.createDirectory(home.resolve(name));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(mode));
    return folder;
  }
}
