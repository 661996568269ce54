package dev.plimsoll.agent.account;

/**
 * Something the agent can do without.
 *
 * @param name as metrics and documents call it, such as {@code allocation-samples}
 */
public record Feature(String name, Switch control) {

  /** Switches it. */
  public interface Switch {
    void set(boolean on);
  }
}
