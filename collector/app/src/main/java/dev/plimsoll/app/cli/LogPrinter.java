package dev.plimsoll.app.cli;

import dev.plimsoll.supervisor.logs.LogLine;
import dev.plimsoll.wire.json.Json;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Prints lines of logs. Not through {@code System.out}, which does not tell when its reader has
 * gone.
 */
final class LogPrinter implements AutoCloseable {
  /** Nobody reads it any more. */
  static final class GoneException extends IOException {
    private static final long serialVersionUID = 1L;

    GoneException(IOException cause) {
      super("the reader of the output has gone", cause);
    }
  }

  /** A line and whose it is. */
  record Entry(int instance, LogLine line) {}

  private final OutputStream out =
      new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16);
  private final String service;
  private final boolean json;
  private final boolean time;
  private int only = -1;
  private boolean several;

  LogPrinter(String service, boolean json, boolean time) {
    this.service = service;
    this.json = json;
    this.time = time;
  }

  void print(List<Entry> entries) throws GoneException {
    if (entries.isEmpty()) {
      return;
    }
    entries.forEach(entry -> see(entry.instance()));
    try {
      for (Entry entry : entries) {
        out.write((json ? object(entry) : text(entry)).getBytes(StandardCharsets.UTF_8));
        out.write('\n');
      }
      out.flush();
    } catch (IOException e) {
      throw new GoneException(e);
    }
  }

  /** Where several print, each line tells whose it is. */
  private void see(int instance) {
    several |= only >= 0 && only != instance;
    only = instance;
  }

  private String text(Entry entry) {
    String whose = several ? service + "/" + entry.instance() + " | " : "";
    String when = time ? Instant.ofEpochMilli(entry.line().at()) + " " : "";
    return when + whose + entry.line().text();
  }

  private String object(Entry entry) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("at", entry.line().at());
    object.put("service", service);
    object.put("instance", service + "/" + entry.instance());
    object.put("run", entry.line().run());
    object.put("stream", entry.line().stream());
    object.put("text", entry.line().text());
    return Json.line(object).stripTrailing();
  }

  @Override
  public void close() throws GoneException {
    try {
      out.flush();
    } catch (IOException e) {
      throw new GoneException(e);
    }
  }
}
