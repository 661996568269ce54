package dev.plimsoll.heap.graph;

import java.io.IOException;

/** The file cannot be analysed; the message is a whole sentence for the person who asked. */
public final class UnreadableHeapException extends IOException {
  private static final long serialVersionUID = 1L;

  public UnreadableHeapException(String sentence) {
    super(sentence);
  }

  public UnreadableHeapException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
