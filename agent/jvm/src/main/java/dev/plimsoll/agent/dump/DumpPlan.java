package dev.plimsoll.agent.dump;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a dump is to be captured, or why not.
 *
 * @param method in which way
 * @param bytes size that the file is predicted to have
 * @param pauseMs how long the application is predicted to stand still, milliseconds
 * @param refusal null if it may be captured
 */
record DumpPlan(DumpMethod method, long bytes, long pauseMs, @Nullable Refusal refusal) {

  /**
   * Why a dump is not captured.
   *
   * @param code {@code disk}, {@code memory}, {@code pause}
   * @param sentence for people
   */
  record Refusal(String code, String sentence) {}

  Map<String, Object> predicted() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("bytes", bytes);
    json.put("pauseMs", pauseMs);
    return json;
  }
}
