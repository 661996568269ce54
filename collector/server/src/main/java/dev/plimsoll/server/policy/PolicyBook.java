package dev.plimsoll.server.policy;

import dev.plimsoll.wire.command.Policy;
import dev.plimsoll.wire.run.Identity;
import dev.plimsoll.wire.run.Lines;
import java.util.Map;

/** Which policy holds for a run: its own lines first, then those of its service, then the usual. */
public final class PolicyBook {
  private final Policy usual;
  private final Map<String, Lines> byService;

  public PolicyBook(Policy usual, Map<String, Lines> byService) {
    this.usual = usual;
    this.byService = Map.copyOf(byService);
  }

  public Policy of(Identity run) {
    return usual.withLines(lines(run));
  }

  public Lines lines(Identity run) {
    return run.lines() != null ? run.lines() : byService.getOrDefault(run.service(), usual.lines());
  }
}
