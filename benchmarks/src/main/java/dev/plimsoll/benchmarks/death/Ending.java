package dev.plimsoll.benchmarks.death;

/** A way for a process to end. */
enum Ending {
  OUT_OF_MEMORY("OutOfMemoryError, main dies", "-XX:-ExitOnOutOfMemoryError", "fill", false),
  EXIT_ON_OUT_OF_MEMORY(
      "-XX:+ExitOnOutOfMemoryError", "-XX:+ExitOnOutOfMemoryError", "fill", false),
  KILLED("kill -9", "-XX:-ExitOnOutOfMemoryError", "wait", true),
  HALTED("Runtime.halt", "-XX:-ExitOnOutOfMemoryError", "halt", false),
  EXITED("System.exit", "-XX:-ExitOnOutOfMemoryError", "exit", false),
  TERMINATED("SIGTERM", "-XX:-ExitOnOutOfMemoryError", "wait", true);

  private final String title;
  private final String flag;
  private final String word;
  private final boolean fromOutside;

  Ending(String title, String flag, String word, boolean fromOutside) {
    this.title = title;
    this.flag = flag;
    this.word = word;
    this.fromOutside = fromOutside;
  }

  String title() {
    return title;
  }

  String flag() {
    return flag;
  }

  /** What the victim is told. */
  String word() {
    return word;
  }

  /** Ends the process if that is to come from outside. */
  void strike(long pid) {
    if (fromOutside) {
      ProcessHandle.of(pid)
          .ifPresent(
              process -> {
                if (this == KILLED) {
                  process.destroyForcibly();
                } else {
                  process.destroy();
                }
              });
    }
  }
}
