package dev.plimsoll.agent.boot;

import dev.plimsoll.agent.dump.Dumps;
import dev.plimsoll.agent.probe.Probes;
import dev.plimsoll.agent.ship.Inbox;
import dev.plimsoll.wire.command.Command;
import dev.plimsoll.wire.command.CommandStatus;

/** Gives each command to the part that carries it out. */
final class Commands implements Inbox.Handler {
  private final Inbox inbox;
  private final Dumps dumps;
  private final Probes probes;

  Commands(Inbox inbox, Dumps dumps, Probes probes) {
    this.inbox = inbox;
    this.dumps = dumps;
    this.probes = probes;
  }

  @Override
  public void handle(Command command) {
    if (command.type().equals(Command.DUMP)) {
      dumps.take(command);
    } else if (command.type().equals(Command.PROBE)) {
      probes.take(command);
    } else {
      inbox.tell(
          new CommandStatus(
              command.id(),
              CommandStatus.FAILED,
              "the JVM agent does not know the command " + command.type()));
    }
  }
}
