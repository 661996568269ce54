package dev.plimsoll.store;

import dev.plimsoll.wire.command.Command;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A command and how far it has come.
 *
 * @param receiver the sender id it rides to
 * @param createdAt epoch milliseconds
 * @param state {@link #PENDING}, {@link #EXPIRED} or a state of {@link
 *     dev.plimsoll.wire.command.CommandStatus}
 * @param text why it was refused or failed
 */
public record CommandRecord(
    Command command,
    String receiver,
    String service,
    String instance,
    long createdAt,
    String state,
    @Nullable String text) {
  public static final String PENDING = "pending";
  public static final String EXPIRED = "expired";

  /** States in which the receiver may still act on it. */
  public static final Set<String> OPEN = Set.of(PENDING, "accepted");

  public boolean open() {
    return OPEN.contains(state);
  }

  public CommandRecord in(String next, @Nullable String why) {
    return new CommandRecord(command, receiver, service, instance, createdAt, next, why);
  }
}
