package dev.plimsoll.supervisor.proc;

/**
 * The process that listens on a port.
 *
 * @param command program and arguments, as far as they are for us to see
 */
public record PortHolder(long pid, String command) {
  @Override
  public String toString() {
    return "pid " + pid + " (" + command + ")";
  }
}
