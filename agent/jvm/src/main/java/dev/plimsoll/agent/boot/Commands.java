package dev.plimsoll.agent.boot;

import dev.plimsoll.agent.diagnostic.Histograms;
import dev.plimsoll.agent.dump.Dumps;
import dev.plimsoll.agent.retention.OldObjects;
import dev.plimsoll.agent.ship.Inbox;
import dev.plimsoll.wire.command.Command;
import dev.plimsoll.wire.command.CommandStatus;

/** Gives each command to the part that carries it out. */
final class Commands implements Inbox.Handler {
  private final Inbox inbox;
  private final Dumps dumps;
  private final Histograms histograms;
  private final OldObjects oldObjects;

  Commands(Inbox inbox, Dumps dumps, Histograms histograms, OldObjects oldObjects) {
    this.inbox = inbox;
    this.dumps = dumps;
    this.histograms = histograms;
    this.oldObjects = oldObjects;
  }

  @Override
  public void handle(Command command) {
    if (command.type().equals(Command.DUMP)) {
      dumps.take(command);
    } else if (command.type().equals(Command.HISTOGRAM)) {
      histograms.take(command);
    } else if (command.type().equals(Command.OLD_OBJECTS)) {
      oldObjects.take(command);
    } else {
      inbox.tell(
          new CommandStatus(
              command.id(),
              CommandStatus.FAILED,
              "the JVM agent does not know the command " + command.type()));
    }
  }
}
