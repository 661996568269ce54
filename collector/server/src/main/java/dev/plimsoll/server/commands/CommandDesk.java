package dev.plimsoll.server.commands;

import dev.plimsoll.store.CommandRecord;
import dev.plimsoll.store.Store;
import dev.plimsoll.wire.command.Command;
import dev.plimsoll.wire.command.CommandStatus;
import dev.plimsoll.wire.run.Identity;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Commands from the moment they are given until they are done, refused, failed or expired. They are
 * stored before anybody hears of them, so a killed collector forgets none.
 */
public final class CommandDesk {
  /** Whoever accepted a command and said no more for so long is gone. */
  private static final long LONGEST_WORK_MS = 3_600_000;

  private final Store store;
  private final Clock clock;
  private final Map<String, CommandRecord> open = new LinkedHashMap<>();
  private final List<Consumer<CommandRecord>> listeners = new ArrayList<>();

  public CommandDesk(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
    for (CommandRecord record : store.commands().since(Long.MAX_VALUE)) {
      open.put(record.command().id(), record);
    }
  }

  /** Is told of each command that is over, in whatever way. */
  public synchronized void whenOver(Consumer<CommandRecord> listener) {
    listeners.add(listener);
  }

  /**
   * Gives a command for the run to whom it concerns: what looks into it to its agent, the rest to
   * its supervisor.
   *
   * @throws IllegalArgumentException if the type needs a supervisor and the run has none
   */
  public synchronized CommandRecord give(
      Identity run, String type, Map<String, @Nullable Object> args, Duration validFor) {
    String receiver = receiver(run, type);
    if (receiver == null) {
      throw new IllegalArgumentException(
          "run " + run.run() + " has no supervisor to " + type + " it");
    }
    long now = clock.millis();
    Command command =
        new Command(UUID.randomUUID().toString(), run.run(), type, args, now + validFor.toMillis());
    CommandRecord record =
        new CommandRecord(
            command, receiver, run.service(), run.instance(), now, CommandRecord.PENDING, null);
    save(record);
    open.put(command.id(), record);
    return record;
  }

  /** What the sender must be told now: what it has not answered yet. */
  public synchronized List<Command> pendingFor(String sender) {
    long now = clock.millis();
    return open.values().stream()
        .filter(record -> record.receiver().equals(sender))
        .filter(record -> record.state().equals(CommandRecord.PENDING))
        .map(CommandRecord::command)
        .filter(command -> command.expiresAt() > now)
        .toList();
  }

  /** Takes news of a command; news of one that is over, or of somebody else's, are left. */
  public void answer(String sender, CommandStatus status) {
    CommandRecord record = find(status.id()).orElse(null);
    if (record == null
        || !record.receiver().equals(sender)
        || record.state().equals(status.state())) {
      return;
    }
    move(record.in(status.state(), status.text()));
  }

  /** Gives up on commands whose time is over. */
  public void tick() {
    long now = clock.millis();
    for (CommandRecord record : openOnes()) {
      boolean pending = record.state().equals(CommandRecord.PENDING);
      if (pending && record.command().expiresAt() <= now) {
        move(record.in(CommandRecord.EXPIRED, "nobody took the command up in time"));
      } else if (!pending && now - record.createdAt() > LONGEST_WORK_MS) {
        move(record.in(CommandRecord.EXPIRED, "nobody said how it went"));
      }
    }
  }

  /** Gives up on everything asked of a run that has ended. */
  public void runEnded(String run) {
    for (CommandRecord record : openOnes()) {
      boolean aboutRunItself = Command.isForAgent(record.command().type());
      if (record.command().run().equals(run) && aboutRunItself) {
        move(record.in(CommandStatus.FAILED, "the run ended"));
      }
    }
  }

  private synchronized Optional<CommandRecord> find(String id) {
    return Optional.ofNullable(open.get(id));
  }

  private synchronized List<CommandRecord> openOnes() {
    return List.copyOf(open.values());
  }

  private void move(CommandRecord record) {
    List<Consumer<CommandRecord>> told;
    synchronized (this) {
      save(record);
      if (record.open()) {
        open.put(record.command().id(), record);
        return;
      }
      open.remove(record.command().id());
      told = List.copyOf(listeners);
    }
    told.forEach(listener -> listener.accept(record));
  }

  private void save(CommandRecord record) {
    store.write(
        transaction -> {
          transaction.save(record);
          return true;
        });
  }

  private static @Nullable String receiver(Identity run, String type) {
    return Command.isForAgent(type) ? run.run() : run.supervisor();
  }
}
