package dev.plimsoll.app.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The file as it is written: all keys there are, nothing checked but their names. */
record YamlShape(@Nullable LinkedHashMap<String, Service> services, @Nullable List<Alert> alerts) {

  record Service(
      @Nullable JsonNode command,
      @Nullable Integer instances,
      @Nullable Integer port,
      @Nullable Lines lines,
      @Nullable Ready ready,
      @Nullable Stop stop,
      @Nullable Restart restart,
      @Nullable Dumps dumps,
      @Nullable Logs logs,
      @Nullable LinkedHashMap<String, String> env,
      @Nullable String directory) {}

  record Lines(@Nullable Double warn, @Nullable Double dump, @Nullable Double restart) {}

  record Dumps(
      @JsonProperty("max-pause") @Nullable String maxPause,
      @JsonProperty("per-run") @Nullable Integer perRun,
      @Nullable Integer keep,
      @JsonProperty("keep-bytes") @Nullable Long keepBytes) {}

  record Logs(@Nullable String size, @Nullable Integer keep, @Nullable String age) {}

  record Ready(@Nullable String timeout, @Nullable String settle, @Nullable Boolean message) {}

  record Stop(@Nullable String signal, @Nullable String timeout) {}

  record Restart(
      @JsonProperty("min-uptime") @Nullable String minUptime,
      @Nullable String backoff,
      @Nullable String max) {}

  record Alert(@Nullable String type, @Nullable String url) {}
}
