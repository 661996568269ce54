package dev.plimsoll.supervisor.local;

import dev.plimsoll.supervisor.instance.Outcome;
import dev.plimsoll.supervisor.instance.RunView;
import dev.plimsoll.supervisor.socket.LineClient;
import dev.plimsoll.wire.json.Json;
import dev.plimsoll.wire.json.JsonObject;
import dev.plimsoll.wire.json.MalformedMessageException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A supervisor of this user on this host, as its command line sees it.
 *
 * @param pid process id of the supervisor
 * @param socket where it answers
 */
public record LocalSupervisor(long pid, Path socket) {
  private static final Duration SHORT = Duration.ofSeconds(3);

  /** A replacement takes as long as its services' timeouts say. */
  private static final Duration LONG = Duration.ofHours(1);

  /**
   * The runs it keeps.
   *
   * @throws IOException if it does not answer within 3 s
   */
  public List<RunView> list() throws IOException {
    try (LineClient client = new LineClient(socket)) {
      client.send(Json.line(Map.of("do", "list")));
      return Json.readObject(client.receive(SHORT)).list("items", RunJson::read);
    } catch (MalformedMessageException e) {
      throw new IOException("the supervisor " + pid + " answered: " + e.getMessage(), e);
    }
  }

  /**
   * Replaces the runs of a service one after the other, or one run.
   *
   * @param name of a service, an instance or a run
   * @param progress takes each step in words
   * @throws IOException if the supervisor ends before it has answered
   */
  public Outcome replace(String name, @Nullable String reason, Consumer<String> progress)
      throws IOException {
    return ask("replace", name, reason, progress);
  }

  /** As {@link #replace}, for the end of the instances. */
  public Outcome stop(String name, @Nullable String reason, Consumer<String> progress)
      throws IOException {
    return ask("stop", name, reason, progress);
  }

  private Outcome ask(String what, String name, @Nullable String reason, Consumer<String> progress)
      throws IOException {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("do", what);
    request.put("name", name);
    if (reason != null) {
      request.put("reason", reason);
    }
    try (LineClient client = new LineClient(socket)) {
      client.send(Json.line(request));
      return follow(client, progress);
    } catch (MalformedMessageException e) {
      throw new IOException("the supervisor " + pid + " answered: " + e.getMessage(), e);
    }
  }

  private static Outcome follow(LineClient client, Consumer<String> progress)
      throws IOException, MalformedMessageException {
    while (true) {
      JsonObject answer = Json.readObject(client.receive(LONG));
      String step = answer.optionalString("progress");
      if (step == null) {
        String text = answer.string("text");
        return answer.flag("done", false) ? Outcome.done(text) : Outcome.failed(text);
      }
      progress.accept(step);
    }
  }
}
