package dev.plimsoll.agent.dump;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DumpShelfTest {
  private static final DumpMethod PLAIN = new DumpMethod(false, 1, false);
  private static final DumpMethod PACKED = new DumpMethod(true, 1, true);

  @TempDir Path folder;

  @Test
  void whatADeadRunHasFinishedIsFoundAndALivingOnesIsNot() throws Exception {
    shelve("dead", "a", PLAIN);
    shelve("living", "b", PACKED);
    DumpShelf shelf = new DumpShelf(folder, "c");
    List<DumpShelf.Shelved> orphans = shelf.orphans("dead"::equals);
    assertThat(orphans).extracting(DumpShelf.Shelved::dump).containsExactly("a");
    assertThat(orphans.get(0).file()).hasContent("a").hasFileName("a.hprof");
    shelf.remove(orphans.get(0));
    assertThat(names()).containsExactlyInAnyOrder("b.hprof.gz", "b.json");
  }

  @Test
  void whatADeadRunHasBegunIsSweptAndNothingElse() throws Exception {
    for (String name :
        List.of(
            "a.dead.part.hprof",
            "a.dead.part.hprof.p0",
            "a.dead.part.hprof.gz",
            "a.living.part.hprof",
            "user.hprof",
            "dump-speed")) {
      Files.writeString(folder.resolve(name), name);
    }
    new DumpShelf(folder, "c").sweep("dead"::equals);
    assertThat(names())
        .containsExactlyInAnyOrder("a.living.part.hprof", "user.hprof", "dump-speed");
  }

  @Test
  void aFileThatIsNotWhatItsSlipSaysIsNotDelivered() throws Exception {
    Files.writeString(shelve("dead", "a", PLAIN).file(), "longer than it was");
    assertThat(new DumpShelf(folder, "c").orphans(run -> true)).isEmpty();
  }

  @Test
  void theOldestGoWhenANewOneComes() throws Exception {
    for (int i = 0; i < 4; i++) {
      Path file = shelve("r", "d" + i, PLAIN).file();
      Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000L + i * 1_000L));
    }
    DumpShelf shelf = new DumpShelf(folder, "r");
    shelf.makeRoom(3, 1 << 20, 1);
    assertThat(names()).containsExactlyInAnyOrder("d2.hprof", "d2.json", "d3.hprof", "d3.json");
    shelf.makeRoom(3, 100, 98);
    assertThat(names()).containsExactlyInAnyOrder("d3.hprof", "d3.json");
    shelf.makeRoom(3, 100, 200);
    assertThat(names()).isEmpty();
  }

  private DumpShelf.Shelved shelve(String run, String dump, DumpMethod method) throws Exception {
    DumpShelf shelf = new DumpShelf(folder, run);
    Path part = shelf.part(dump, method);
    Files.writeString(part, dump);
    return shelf.shelve(dump, part, method, "0");
  }

  private List<String> names() throws Exception {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
