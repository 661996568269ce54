package dev.plimsoll.supervisor.proc;

/** The process that listens on a port. */
public record PortHolder(long pid, String name) {
  @Override
  public String toString() {
    return name + " (pid " + pid + ")";
  }
}
