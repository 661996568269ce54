package dev.plimsoll.agent.boot;

import dev.plimsoll.agent.ship.Inbox;
import dev.plimsoll.wire.command.Command;
import dev.plimsoll.wire.command.CommandStatus;
import java.util.Map;

/** Gives each command to the part that carries it out. */
final class Commands implements Inbox.Handler {
  private final Inbox inbox;
  private final Map<String, Inbox.Handler> byType;

  Commands(Inbox inbox, Map<String, Inbox.Handler> byType) {
    this.inbox = inbox;
    this.byType = Map.copyOf(byType);
  }

  @Override
  public void handle(Command command) {
    Inbox.Handler part = byType.get(command.type());
    if (part != null) {
      part.handle(command);
    } else {
      inbox.tell(
          new CommandStatus(
              command.id(),
              CommandStatus.FAILED,
              "the JVM agent does not know the command " + command.type()));
    }
  }
}
