package dev.plimsoll.agent.programs;

import java.net.URI;

/** Stands for a library's class: the same shape as one that advice of the agent fits. */
public final class Exchange {
  private final String method;
  private final URI uri;

  public Exchange(String path) {
    this.method = "GET";
    this.uri = URI.create(path);
  }

  public void close() {}

  @Override
  public String toString() {
    return method + " " + uri;
  }
}
