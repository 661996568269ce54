package dev.plimsoll.agent.ship;

import dev.plimsoll.agent.guest.Trouble;
import dev.plimsoll.wire.command.Command;
import dev.plimsoll.wire.command.CommandStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Commands received. Each comes again in every reply until its status has arrived; each id is
 * carried out once, and its last status is told until a reply has come without the command.
 * Thread-safe.
 */
public final class Inbox {
  private static final int REMEMBERED = 256;

  /** Carries out commands. */
  public interface Handler {
    /** Starts it and returns at once; news is told through {@link Inbox#tell}. */
    void handle(Command command);
  }

  private final String run;
  private final Map<String, @Nullable CommandStatus> statuses =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, @Nullable CommandStatus> eldest) {
          return size() > REMEMBERED;
        }
      };
  private final Map<String, CommandStatus> untold = new LinkedHashMap<>();

  public Inbox(String run) {
    this.run = run;
  }

  /** News of a command, for the next batch. */
  public synchronized void tell(CommandStatus status) {
    statuses.put(status.id(), status);
    untold.put(status.id(), status);
  }

  synchronized List<CommandStatus> untold() {
    return List.copyOf(untold.values());
  }

  /** These have reached the collector. */
  synchronized void told(List<CommandStatus> statusesSent) {
    for (CommandStatus status : statusesSent) {
      untold.remove(status.id(), status);
    }
  }

  /** Takes the commands of a reply. */
  void receive(List<Command> commands, long nowMs, Handler handler) {
    for (Command command : commands) {
      if (!command.run().equals(run)) {
        continue;
      }
      if (isNew(command)) {
        handle(command, nowMs, handler);
      }
    }
  }

  private synchronized boolean isNew(Command command) {
    if (!statuses.containsKey(command.id())) {
      statuses.put(command.id(), null);
      return true;
    }
    CommandStatus known = statuses.get(command.id());
    if (known != null) {
      untold.put(command.id(), known);
    }
    return false;
  }

  private void handle(Command command, long nowMs, Handler handler) {
    if (command.expiresAt() <= nowMs) {
      tell(
          new CommandStatus(
              command.id(), CommandStatus.REFUSED, "it had expired when it reached the agent"));
      return;
    }
    try {
      handler.handle(command);
    } catch (RuntimeException e) {
      Trouble.count("command", e);
      tell(new CommandStatus(command.id(), CommandStatus.FAILED, e.toString()));
    }
  }
}
