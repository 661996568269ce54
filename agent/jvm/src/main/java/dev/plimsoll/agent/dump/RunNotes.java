package dev.plimsoll.agent.dump;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.plimsoll.agent.guest.Trouble;
import dev.plimsoll.wire.run.Identity;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The notes that runs have left in the folder, and who of them lives. */
final class RunNotes {
  private final Identity self;
  private final List<RunNote> others = new ArrayList<>();
  private final Set<String> living = new HashSet<>();

  private RunNotes(Identity self) {
    this.self = self;
  }

  /** Leaves the note of this run. */
  static void leave(Path folder, Identity self) throws IOException {
    String path =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
            .getVMOption("HeapDumpPath")
            .getValue();
    new RunNote(
            folder.resolve(DumpId.fileNameOf(self.run()) + RunNote.ENDING),
            self,
            Path.of("").toAbsolutePath(),
            path == null ? "" : path)
        .write();
  }

  /** Reads them. */
  static RunNotes in(Path folder, Identity self) {
    RunNotes notes = new RunNotes(self);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + RunNote.ENDING)) {
      files.forEach(file -> RunNote.read(file).ifPresent(notes::add));
    } catch (IOException | RuntimeException e) {
      Trouble.count("run notes", e);
    }
    return notes;
  }

  private void add(RunNote note) {
    if (note.isAlive(self.run())) {
      living.add(DumpId.fileNameOf(note.run()));
    }
    if (!note.run().equals(self.run())) {
      others.add(note);
    }
  }

  /** Without a note nobody answers for a run's files any more. */
  boolean isDead(String run) {
    return !living.contains(DumpId.fileNameOf(run)) && !run.equals(self.run());
  }

  List<RunNote> dead() {
    return others.stream().filter(note -> isDead(note.run())).toList();
  }

  /** Whether another run of this instance lives, which is about to be replaced. */
  boolean hasLivingSibling() {
    return others.stream()
        .anyMatch(
            note ->
                !isDead(note.run())
                    && note.identity().service().equals(self.service())
                    && note.identity().instance().equals(self.instance()));
  }
}
