package dev.plimsoll.server.ingest;

/** A batch that is readable but makes no sense. The message begins with the place in it. */
public final class MalformedBatchException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String path;

  MalformedBatchException(String path, String problem) {
    super(path + ": " + problem);
    this.path = path;
  }

  public String path() {
    return path;
  }
}
