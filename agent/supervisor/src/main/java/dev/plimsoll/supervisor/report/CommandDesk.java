package dev.plimsoll.supervisor.report;

import dev.plimsoll.supervisor.instance.Course;
import dev.plimsoll.supervisor.instance.Instance;
import dev.plimsoll.supervisor.instance.Outcome;
import dev.plimsoll.wire.command.Command;
import dev.plimsoll.wire.command.CommandStatus;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Carries out the collector's commands, each id once: a command is repeated until its status has
 * arrived, and a status that was lost is sent again.
 */
public final class CommandDesk {
  private static final int REMEMBERED = 1000;
  private final Function<String, Optional<Instance>> places;
  private final BiPredicate<String, Course> underWay;
  private final Clock clock;
  private final Consumer<CommandStatus> answers;
  private final Map<String, CommandStatus> known = new LinkedHashMap<>();

  /**
   * A desk that has taken no command yet.
   *
   * @param places the instance that a run is in now
   * @param underWay lets a course follow the replacement of a run that is under way already; false
   *     if none is
   * @param answers takes the statuses; must not block
   */
  public CommandDesk(
      Function<String, Optional<Instance>> places,
      BiPredicate<String, Course> underWay,
      Clock clock,
      Consumer<CommandStatus> answers) {
    this.places = places;
    this.underWay = underWay;
    this.clock = clock;
    this.answers = answers;
  }

  public void take(Command command) {
    synchronized (known) {
      CommandStatus before = known.get(command.id());
      if (before != null) {
        answers.accept(before);
        return;
      }
      answer(new CommandStatus(command.id(), CommandStatus.ACCEPTED, null));
    }
    carryOut(command);
  }

  private void carryOut(Command command) {
    if (clock.millis() > command.expiresAt()) {
      answer(command, CommandStatus.REFUSED, "the command came after its time");
      return;
    }
    Optional<Instance> place = places.apply(command.run());
    if (place.isEmpty()) {
      answer(command, CommandStatus.REFUSED, "this supervisor keeps no run " + command.run());
      return;
    }
    Object reason = command.args().get("reason");
    switch (command.type()) {
      case Command.REPLACE -> {
        Course course = new Answering(command);
        if (!underWay.test(command.run(), course)) {
          place.get().replace(reason == null ? null : reason.toString(), course);
        }
      }
      case Command.STOP -> place.get().stop(new Answering(command));
      default ->
          answer(
              command,
              CommandStatus.FAILED,
              "a supervisor does not know the command '" + command.type() + "'");
    }
  }

  private void answer(Command command, String state, String text) {
    answer(new CommandStatus(command.id(), state, text));
  }

  private void answer(CommandStatus status) {
    synchronized (known) {
      known.put(status.id(), status);
      if (known.size() > REMEMBERED) {
        known.remove(known.keySet().iterator().next());
      }
    }
    answers.accept(status);
  }

  /** Turns the end of a course into the status of its command. */
  private final class Answering implements Course {
    private final Command command;

    Answering(Command command) {
      this.command = command;
    }

    @Override
    public void progress(String text) {
      // The events tell the steps.
    }

    @Override
    public void end(Outcome outcome) {
      switch (outcome.result()) {
        case DONE -> answer(new CommandStatus(command.id(), CommandStatus.DONE, null));
        case REFUSED -> answer(command, CommandStatus.REFUSED, outcome.text());
        case FAILED -> answer(command, CommandStatus.FAILED, outcome.text());
      }
    }
  }
}
