package dev.plimsoll.samples.push;

import java.io.IOException;

/** Ends the program when its standard input closes: whoever started it is gone. */
final class ParentWatch {
  private ParentWatch() {}

  static void startIfAsked(Options options) {
    if (options.text("stop-with-stdin", "no").equals("yes")) {
      Thread watch = new Thread(ParentWatch::waitForTheEnd, "parent-watch");
      watch.setDaemon(true);
      watch.start();
    }
  }

  private static void waitForTheEnd() {
    try {
      while (System.in.read() >= 0) {
        // Whatever is said there means nothing; only its end does.
      }
    } catch (IOException e) {
      // A broken pipe is an end, too.
    }
    System.exit(0);
  }
}
