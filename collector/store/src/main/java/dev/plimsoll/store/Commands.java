package dev.plimsoll.store;

import java.util.List;
import java.util.Optional;

/** The commands that were given. */
public interface Commands {

  Optional<CommandRecord> find(String id);

  /** Every command created since then or still open, oldest first. */
  List<CommandRecord> since(long createdAt);
}
