package dev.plimsoll.app.ecosystem;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What PM2 has and Plimsoll has not, or does in another way: a sentence for each. */
final class Differences {
  private static final String LOGS = "its own files are written and rotated; see `plimsoll logs`.";

  /** Said whatever the value is. */
  private static final Map<String, String> ALWAYS =
      Map.ofEntries(
          Map.entry("error_file", LOGS),
          Map.entry("out_file", LOGS),
          Map.entry("log_file", LOGS),
          Map.entry("error", LOGS),
          Map.entry("output", LOGS),
          Map.entry("log", LOGS),
          Map.entry("log_date_format", "each line has its time; see `plimsoll logs --time`."),
          Map.entry("log_type", "see `plimsoll logs --json`."),
          Map.entry("ignore_watch", "files are not watched."),
          Map.entry("watch_options", "files are not watched."),
          Map.entry("watch_delay", "files are not watched."),
          Map.entry("cron_restart", "no equal; call `plimsoll replace NAME` from cron."),
          Map.entry("cron", "no equal; call `plimsoll replace NAME` from cron."),
          Map.entry("namespace", "no equal; put it into the names."),
          Map.entry("uid", "services run as the user of the supervisor."),
          Map.entry("gid", "services run as the user of the supervisor."),
          Map.entry("user", "services run as the user of the supervisor."),
          Map.entry("increment_var", "no equal: all instances share their port."),
          Map.entry("instance_var", "the number of the instance is in PLIMSOLL_INSTANCE, after /."),
          Map.entry("stop_exit_codes", "no equal: a process that ends is started again."),
          Map.entry("filter_env", "no equal: the environment of the supervisor is inherited."),
          Map.entry("append_env_to_name", "no equal."),
          Map.entry("post_update", "no equal."));

  /** Said if they are on; to leave them out means off. */
  private static final Map<String, String> IF_ON =
      Map.of(
          "watch", "files are not watched; call `plimsoll replace NAME` after a change.",
          "shutdown_with_message", "the signal under stop is sent instead of a message.",
          "force", "not needed.",
          "vizion", "no equal.",
          "source_map_support", "start Node with --enable-source-maps in the command instead.");

  /** No difference worth a word. */
  private static final Set<String> SAME =
      Set.of(
          "exec_mode",
          "merge_logs",
          "combine_logs",
          "autorestart",
          "pmx",
          "automation",
          "treekill",
          "windowsHide",
          "kill_retry_time",
          "pid_file",
          "pid",
          "disable_logs",
          "disable_source_map_support",
          "disable_trace",
          "trace",
          "instance_id");

  private Differences() {}

  static List<String> of(String key, JsonNode value) {
    if (key.equals("max_memory_restart")) {
      return List.of(
          ("max_memory_restart: %s is a limit of RSS; here a process is replaced at lines.restart"
                  + " (0.80) of its max heap: give Node --max-old-space-size, or Java -Xmx.")
              .formatted(value.asText()));
    }
    if (key.equals("autorestart") && !value.asBoolean(true)) {
      return List.of("autorestart: false has no equal: a process that ends is started again.");
    }
    if (ALWAYS.containsKey(key)) {
      return List.of(key + ": " + ALWAYS.get(key));
    }
    if (IF_ON.containsKey(key)) {
      boolean on = value.isContainerNode() || (value.asBoolean() && !value.isNull());
      return on ? List.of(key + ": " + IF_ON.get(key)) : List.of();
    }
    return SAME.contains(key) ? List.of() : List.of(key + ": has no equal.");
  }
}
