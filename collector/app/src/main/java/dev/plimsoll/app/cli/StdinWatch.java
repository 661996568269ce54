package dev.plimsoll.app.cli;

import java.io.IOException;

/** Ends the program in good order when its standard input closes: whoever started it is gone. */
final class StdinWatch {
  private StdinWatch() {}

  static void start() {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  // Whatever is said there means nothing; only its end does.
                }
              } catch (IOException e) {
                // A broken pipe is an end, too.
              }
              System.exit(0);
            },
            "stdin-watch");
    watch.setDaemon(true);
    watch.start();
  }
}
