package dev.plimsoll.server.dumps;

import dev.plimsoll.server.commands.CommandDesk;
import dev.plimsoll.store.CommandRecord;
import dev.plimsoll.store.DumpRecord;
import dev.plimsoll.store.DumpState;
import dev.plimsoll.store.JournalEntry;
import dev.plimsoll.store.Store;
import dev.plimsoll.wire.command.Command;
import dev.plimsoll.wire.command.CommandStatus;
import dev.plimsoll.wire.reading.EventKind;
import dev.plimsoll.wire.run.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The one counter where dumps are asked for, handed in and handed out. */
public final class DumpDesk implements AutoCloseable {
  private static final Duration COMMAND_VALID = Duration.ofMinutes(2);

  /** A dump that stands still for this long will not come any more. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(30);

  private final Clock clock;
  private final CommandDesk commands;
  private final DumpCatalogue catalogue;
  private final DumpFiles files;
  private final Uploads uploads;
  private final AnalysisQueue analysis;
  private final DumpCleaner cleaner;

  public DumpDesk(
      Store store,
      Path dataDirectory,
      CommandDesk commands,
      @Nullable AnalysisCommand command,
      DumpKeeping keeping,
      Clock clock) {
    this.clock = clock;
    this.commands = commands;
    this.catalogue = new DumpCatalogue(store);
    this.files = new DumpFiles(dataDirectory);
    this.analysis = new AnalysisQueue(catalogue, files, command);
    this.cleaner = new DumpCleaner(catalogue, files, keeping);
    this.uploads =
        new Uploads(
            catalogue,
            files,
            stored -> {
              analysis.add(stored);
              cleaner.clean();
            });
    commands.whenOver(this::over);
  }

  /**
   * Asks the run for a dump.
   *
   * @param reason {@code line} or {@code command}
   */
  public CommandRecord ask(Identity run, String reason, boolean force) {
    DumpRecord dump = catalogue.add(record(UUID.randomUUID().toString(), run, reason));
    Map<String, @Nullable Object> args = new LinkedHashMap<>();
    args.put("dump", dump.id());
    args.put("reason", reason);
    if (force) {
      args.put("force", true);
    }
    return commands.give(run, Command.DUMP, args, COMMAND_VALID);
  }

  /**
   * Whether a dump of the run is being captured. Once it is a file it outlives the process: what is
   * not uploaded then, the next run on that host delivers.
   */
  public boolean capturing(String run) {
    return catalogue.capturing(run);
  }

  /** Takes what an agent says of a dump; one that was not asked for here is catalogued. */
  public void tell(Identity run, JournalEntry event) {
    if (!(event.data().get("dump") instanceof String id) || !DumpFiles.isId(id)) {
      return;
    }
    if (event.kind().equals(EventKind.DUMP_STARTED.wireName())) {
      catalogue.add(record(id, run, reason(event)));
    } else if (event.kind().equals(EventKind.DUMP_CAPTURED.wireName())) {
      catalogue.add(record(id, run, reason(event)));
      catalogue.change(id, dump -> captured(dump, event));
    } else if (event.kind().equals(EventKind.DUMP_REFUSED.wireName())) {
      catalogue.add(record(id, run, reason(event)));
      catalogue.change(id, dump -> dump.state().isUnderWay() ? dump.failed(event.text()) : dump);
    }
  }

  /**
   * Takes a piece of a dump.
   *
   * @param run the run that the sender names, if it is known
   * @throws IOException if the sender breaks off or the disk fails
   */
  public Receipt take(Piece piece, Optional<Identity> run) throws IOException {
    Optional<DumpRecord> known = catalogue.find(piece.dump());
    if (known.isEmpty() && run.isPresent() && DumpFiles.isId(piece.dump())) {
      known = Optional.of(catalogue.add(record(piece.dump(), run.get(), "command")));
    }
    if (known.isEmpty()) {
      return new Receipt.Unknown(
          "neither dump " + piece.dump() + " nor the run in Plimsoll-Run is known here");
    }
    if (piece.run() != null && !piece.run().equals(known.get().run())) {
      return new Receipt.Refused("dump " + piece.dump() + " belongs to another run");
    }
    return uploads.take(known.get(), piece);
  }

  public Optional<DumpRecord> find(String id) {
    return catalogue.find(id);
  }

  public long received(DumpRecord dump) {
    return files.received(dump);
  }

  /** The whole file, once it is here. */
  public Optional<Path> file(DumpRecord dump) {
    return Optional.of(files.dump(dump)).filter(Files::exists);
  }

  /** Whether the sender packed the file; what it begins with says so, whatever it was called. */
  public boolean isPacked(DumpRecord dump) throws IOException {
    Optional<Path> file = file(dump);
    return file.isPresent() && DumpFiles.isGzip(file.get());
  }

  public Optional<Path> summary(DumpRecord dump) {
    return Optional.of(files.summary(dump.id())).filter(Files::exists);
  }

  /** The run is gone, and what it had not begun to deliver with it. */
  public void runEnded(String run) {
    for (DumpRecord dump : catalogue.in(DumpState.CAPTURING)) {
      if (dump.run().equals(run)) {
        catalogue.change(
            dump.id(), record -> record.failed("the run ended before it was captured"));
      }
    }
  }

  /** Gives up on dumps that nobody delivers. */
  public void tick() {
    long latest = clock.millis() - LONGEST_WAIT.toMillis();
    for (DumpRecord dump : catalogue.unfinished()) {
      if (Math.max(dump.at(), lastProgress(dump)) < latest) {
        String why = "its upload stopped at " + files.received(dump) + " bytes";
        catalogue.change(dump.id(), record -> record.failed(why));
      }
    }
  }

  @Override
  public void close() {
    analysis.close();
  }

  private void over(CommandRecord command) {
    boolean unsuccessful = !command.state().equals(CommandStatus.DONE);
    if (command.command().args().get("dump") instanceof String id && unsuccessful) {
      String why = command.text() == null ? "it was " + command.state() : command.text();
      catalogue.change(id, dump -> dump.state() == DumpState.CAPTURING ? dump.failed(why) : dump);
    }
  }

  private long lastProgress(DumpRecord dump) {
    try {
      Path part = files.part(dump.id());
      return Files.exists(part) ? Files.getLastModifiedTime(part).toMillis() : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  private DumpRecord record(String id, Identity run, String reason) {
    boolean jvm = run.runtime().equals("jvm");
    return new DumpRecord(
        id,
        run.run(),
        run.service(),
        run.instance(),
        clock.millis(),
        reason,
        jvm ? "hprof" : "heapsnapshot",
        null,
        null,
        DumpState.CAPTURING,
        jvm ? "jdk" : "v8",
        false,
        null,
        null);
  }

  private static DumpRecord captured(DumpRecord dump, JournalEntry event) {
    Map<String, @Nullable Object> data = event.data();
    DumpRecord known =
        dump.file(number(data, "bytes"), text(data, "sha256"), number(data, "pauseMs"));
    return dump.state() == DumpState.CAPTURING ? known.in(DumpState.UPLOADING) : known;
  }

  private static String reason(JournalEntry event) {
    String reason = text(event.data(), "reason");
    return reason == null ? "command" : reason;
  }

  private static @Nullable Long number(Map<String, @Nullable Object> data, String name) {
    return data.get(name) instanceof Number number ? number.longValue() : null;
  }

  private static @Nullable String text(Map<String, @Nullable Object> data, String name) {
    return data.get(name) instanceof String text ? text : null;
  }
}
