package dev.plimsoll.agent.ship;

import dev.plimsoll.wire.command.Command;

/** Arguments of a command; one that is missing or of another type is as if it were not there. */
public final class CommandArgs {
  private final Command command;

  public CommandArgs(Command command) {
    this.command = command;
  }

  public boolean flag(String name) {
    return Boolean.TRUE.equals(command.args().get(name));
  }

  public long number(String name, long absent) {
    return command.args().get(name) instanceof Number number ? number.longValue() : absent;
  }
}
