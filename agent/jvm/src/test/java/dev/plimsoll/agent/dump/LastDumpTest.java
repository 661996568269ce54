package dev.plimsoll.agent.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.wire.run.Identity;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastDumpTest {
  private static final long STARTED = 1_700_000_000_000L;

  @TempDir Path folder;

  @BeforeEach
  void folders() throws IOException {
    Files.createDirectory(folder.resolve("dumps"));
  }

  @Test
  void theUsualNameIsInTheWorkingFolder() throws Exception {
    assertThat(LastDump.of(note(""))).isEmpty();
    Path usual = written("java_pid4711.hprof", STARTED + 5_000);
    assertThat(LastDump.of(note(""))).contains(usual);
    Path packed = written("java_pid4711.hprof.gz", STARTED + 6_000);
    assertThat(LastDump.of(note(""))).contains(packed);
  }

  @Test
  void aPathMayBeAFolderAFileOrHaveThePid() throws Exception {
    Path inFolder = written("dumps/java_pid4711.hprof", STARTED + 5_000);
    assertThat(LastDump.of(note("dumps"))).contains(inFolder);
    assertThat(LastDump.of(note(folder.resolve("dumps").toString()))).contains(inFolder);
    Path named = written("dumps/oom.bin", STARTED + 5_000);
    assertThat(LastDump.of(note("dumps/oom.bin"))).contains(named);
    Path numbered = written("dumps/oom-4711.bin", STARTED + 5_000);
    assertThat(LastDump.of(note("dumps/oom-%p.bin"))).contains(numbered);
    Path second = written("dumps/oom.bin.1", STARTED + 9_000);
    assertThat(LastDump.of(note("dumps/oom.bin"))).contains(second);
  }

  @Test
  void whatIsOlderThanTheRunIsNotItsOwn() throws Exception {
    written("java_pid4711.hprof", STARTED - 60_000);
    assertThat(LastDump.of(note(""))).isEmpty();
  }

  @Test
  void aDumpIsCompleteWithItsEndRecordPlainOrPacked() throws Exception {
    byte[] whole = dump(true);
    assertThat(check(whole)).isEqualTo(HprofCheck.Verdict.COMPLETE);
    assertThat(check(packed(whole))).isEqualTo(HprofCheck.Verdict.COMPLETE);
    assertThat(check(dump(false))).isEqualTo(HprofCheck.Verdict.CUT_OFF);
    assertThat(check(java.util.Arrays.copyOf(whole, whole.length - 3)))
        .isEqualTo(HprofCheck.Verdict.CUT_OFF);
    assertThat(check(java.util.Arrays.copyOf(whole, 1000))).isEqualTo(HprofCheck.Verdict.CUT_OFF);
    byte[] packed = packed(whole);
    assertThat(check(java.util.Arrays.copyOf(packed, packed.length / 2)))
        .isEqualTo(HprofCheck.Verdict.CUT_OFF);
    assertThat(check(new byte[0])).isEqualTo(HprofCheck.Verdict.CUT_OFF);
    assertThat(
            check("no dump at all, only a text".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .isEqualTo(HprofCheck.Verdict.NO_DUMP);
  }

  private HprofCheck.Verdict check(byte[] content) throws IOException {
    return HprofCheck.check(Files.write(folder.resolve("checked"), content));
  }

  private static byte[] dump(boolean ended) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeBytes("JAVA PROFILE 1.0.2\0");
    out.writeInt(8);
    out.writeLong(STARTED);
    byte[] segment = new byte[200_000];
    new java.util.Random(1).nextBytes(segment);
    out.writeByte(0x1C);
    out.writeInt(0);
    out.writeInt(segment.length);
    out.write(segment);
    if (ended) {
      out.writeByte(0x2C);
      out.writeInt(0);
      out.writeInt(0);
    }
    return bytes.toByteArray();
  }

  private static byte[] packed(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  private Path written(String name, long at) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "x");
    Files.setLastModifiedTime(file, FileTime.fromMillis(at));
    return file;
  }

  private RunNote note(String heapDumpPath) {
    Identity identity =
        new Identity("r", "push", "push/0", 4711, "h", "jvm", "17", STARTED, null, null);
    return new RunNote(folder.resolve("r.run"), identity, folder, heapDumpPath);
  }
}
