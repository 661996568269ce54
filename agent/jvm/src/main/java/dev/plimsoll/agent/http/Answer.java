package dev.plimsoll.agent.http;

import dev.plimsoll.wire.json.Json;
import dev.plimsoll.wire.json.JsonObject;
import dev.plimsoll.wire.json.MalformedMessageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Status and body of a response. */
public final class Answer {
  private final int status;
  private final byte[] body;

  Answer(int status, byte[] body) {
    this.status = status;
    this.body = body;
  }

  public int status() {
    return status;
  }

  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  public JsonObject json() throws IOException, MalformedMessageException {
    return Json.readObject(new ByteArrayInputStream(body));
  }
}
