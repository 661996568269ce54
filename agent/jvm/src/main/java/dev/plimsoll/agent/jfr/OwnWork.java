package dev.plimsoll.agent.jfr;

import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;

/** What our own threads did, and those of the recorder that works for us. */
final class OwnWork {
  private OwnWork() {}

  static boolean is(RecordedEvent event) {
    RecordedThread thread = event.getThread();
    String name = thread == null ? null : thread.getJavaName();
    return name != null && (name.startsWith("plimsoll-") || name.startsWith("JFR "));
  }
}
