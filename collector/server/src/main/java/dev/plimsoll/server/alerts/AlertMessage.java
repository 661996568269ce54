package dev.plimsoll.server.alerts;

import dev.plimsoll.wire.run.Identity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An alert as the JSON that Slack and what imitates it take. */
final class AlertMessage {
  private AlertMessage() {}

  /**
   * The body of the POST: {@code text} is the whole message for those that read nothing else,
   * {@code blocks} the same for those that do.
   *
   * @param collectorUrl where people reach the collector, without a slash at the end
   */
  static Map<String, Object> json(Alert alert, String collectorUrl) {
    Identity run = alert.run();
    String link = collectorUrl + "/runs/" + run.run();
    String title = "%s on %s".formatted(run.instance(), run.host());
    String details =
        "Run %s, pid %d, %s %s".formatted(run.run(), run.pid(), run.runtime(), run.version());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("text", escape(title + "\n" + alert.text() + "\n" + details) + "\n" + link);
    json.put(
        "blocks",
        List.of(
            section("*" + escape(title) + "*\n" + escape(alert.text())),
            context(escape(details) + " · <" + link + "|Timeline>")));
    return json;
  }

  private static Map<String, Object> section(String markdown) {
    return Map.of("type", "section", "text", Map.of("type", "mrkdwn", "text", markdown));
  }

  private static Map<String, Object> context(String markdown) {
    return Map.of(
        "type", "context", "elements", List.of(Map.of("type", "mrkdwn", "text", markdown)));
  }

  /** The three characters that Slack's markup asks to escape. */
  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
