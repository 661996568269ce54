package dev.plimsoll.agent.weave.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WovenCacheTest {
  private static final byte[] CLASS = {1, 2, 3};
  private static final byte[] WOVEN = {1, 2, 3, 4, 5};
  private static final List<String> SEAMS = List.of("close()", "Closes");

  @TempDir Path folder;

  @Test
  void whatWasKeptIsFoundAgainByAnotherJvm() {
    WovenCache cache = cache("1");
    String name = cache.name("a.B", SEAMS, CLASS);
    assertThat(cache.find(name)).isNull();
    cache.keep(name, WOVEN);
    assertThat(cache("1").find(cache("1").name("a.B", SEAMS, CLASS))).isEqualTo(WOVEN);
  }

  @Test
  void thatThereIsNothingToWeaveIsKnownToo() {
    WovenCache cache = cache("1");
    String name = cache.name("a.B", SEAMS, CLASS);
    cache.keep(name, new byte[0]);
    assertThat(cache.find(name)).isEmpty();
  }

  @Test
  void eachThingThatTheWeavingDependsOnChangesTheName() {
    WovenCache cache = cache("1");
    String name = cache.name("a.B", SEAMS, CLASS);
    assertThat(
            List.of(
                cache.name("a.C", SEAMS, CLASS),
                cache.name("b.B", SEAMS, CLASS),
                cache.name("a.B", List.of("close()"), CLASS),
                cache.name("a.B", List.of("close()Closes"), CLASS),
                cache.name("a.B", SEAMS, new byte[] {1, 2, 4}),
                cache.name("a.B", SEAMS, new byte[] {1, 2, 3, 0}),
                cache("2").name("a.B", SEAMS, CLASS)))
        .doesNotContain(name)
        .doesNotHaveDuplicates();
  }

  @Test
  void aFileThatIsCutOffAnywhereIsIgnored() throws IOException {
    WovenCache cache = cache("1");
    String name = cache.name("a.B", SEAMS, CLASS);
    cache.keep(name, WOVEN);
    byte[] whole = Files.readAllBytes(folder.resolve(name));
    for (int length = 0; length < whole.length; length++) {
      Files.write(folder.resolve(name), Arrays.copyOf(whole, length));
      assertThat(cache.find(name)).as("cut to %d", length).isNull();
    }
    Files.write(folder.resolve(name), Arrays.copyOf(whole, whole.length + 1));
    assertThat(cache.find(name)).isNull();
  }

  @Test
  void aFileWithAnyByteChangedIsIgnoredAndWrittenAnew() throws IOException {
    WovenCache cache = cache("1");
    String name = cache.name("a.B", SEAMS, CLASS);
    cache.keep(name, WOVEN);
    byte[] whole = Files.readAllBytes(folder.resolve(name));
    for (int at = 0; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x40;
      Files.write(folder.resolve(name), damaged);
      assertThat(cache.find(name)).as("changed at %d", at).isNull();
    }
    cache.keep(name, WOVEN);
    assertThat(cache.find(name)).isEqualTo(WOVEN);
  }

  @Test
  void anEntryUnderAnotherNameIsIgnored() throws IOException {
    WovenCache cache = cache("1");
    String name = cache.name("a.B", SEAMS, CLASS);
    String other = cache.name("a.B", SEAMS, new byte[] {9, 9, 9});
    cache.keep(name, WOVEN);
    Files.move(folder.resolve(name), folder.resolve(other));
    assertThat(cache.find(other)).isNull();
  }

  @Test
  void theOldestGoWhenThereAreTooMany() throws IOException {
    for (int i = 0; i < 2_100; i++) {
      Path old = Files.write(folder.resolve("old-" + i), CLASS);
      Files.setLastModifiedTime(old, FileTime.fromMillis(1_000L * i));
    }
    WovenCache cache = cache("1");
    cache.keep(cache.name("a.B", SEAMS, CLASS), WOVEN);
    assertThat(folder.toFile().list()).hasSize(2_000);
    assertThat(folder.resolve("old-100")).doesNotExist();
    assertThat(folder.resolve("old-101")).exists();
    assertThat(cache.find(cache.name("a.B", SEAMS, CLASS))).isEqualTo(WOVEN);
  }

  @Test
  void whereNothingCanBeWrittenNothingIsFound() {
    WovenCache cache = new WovenCache(new File("/proc/self/woven"), "1");
    String name = cache.name("a.B", SEAMS, CLASS);
    cache.keep(name, WOVEN);
    assertThat(cache.find(name)).isNull();
    assertThat(WovenCache.inMemory().isUsable()).isFalse();
  }

  private WovenCache cache(String build) {
    return new WovenCache(folder.toFile(), build);
  }
}
