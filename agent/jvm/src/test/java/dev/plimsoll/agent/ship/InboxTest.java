package dev.plimsoll.agent.ship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.wire.command.Command;
import dev.plimsoll.wire.command.CommandStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InboxTest {
  private final Inbox inbox = new Inbox("run");
  private final List<String> handled = new ArrayList<>();

  @Test
  void aCommandThatComesAgainIsCarriedOutOnce() {
    receive(command("c1", "run", 100));
    receive(command("c1", "run", 100));
    assertThat(handled).containsExactly("c1");
  }

  @Test
  void itsStatusIsToldAgainWhenTheCollectorStillAsks() {
    receive(command("c1", "run", 100));
    inbox.tell(new CommandStatus("c1", CommandStatus.DONE, null));
    inbox.told(inbox.untold());
    assertThat(inbox.untold()).isEmpty();
    receive(command("c1", "run", 100));
    assertThat(inbox.untold()).extracting(CommandStatus::state).containsExactly("done");
  }

  @Test
  void newsThatCameWhileABatchWasOnItsWayIsNotForgotten() {
    inbox.tell(new CommandStatus("c1", CommandStatus.ACCEPTED, null));
    List<CommandStatus> sent = inbox.untold();
    inbox.tell(new CommandStatus("c1", CommandStatus.DONE, null));
    inbox.told(sent);
    assertThat(inbox.untold()).extracting(CommandStatus::state).containsExactly("done");
  }

  @Test
  void anExpiredCommandIsRefused() {
    receive(command("c1", "run", 49));
    assertThat(handled).isEmpty();
    assertThat(inbox.untold()).extracting(CommandStatus::state).containsExactly("refused");
  }

  @Test
  void aCommandForAnotherRunIsNotOurs() {
    receive(command("c1", "other", 100));
    assertThat(handled).isEmpty();
  }

  private void receive(Command command) {
    inbox.receive(List.of(command), 50, given -> handled.add(given.id()));
  }

  private static Command command(String id, String run, long expiresAt) {
    return new Command(id, run, Command.DUMP, Map.of(), expiresAt);
  }
}
