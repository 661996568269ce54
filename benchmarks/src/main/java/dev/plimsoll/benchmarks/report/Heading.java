package dev.plimsoll.benchmarks.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/** What every result begins with: when and on what, in terms that name no machine. */
public final class Heading {
  private Heading() {}

  /** A line above a table, with what is particular to the benchmark behind it. */
  public static String line(String particular) {
    return "Java %s, %d cores, %s. %s.\n"
        .formatted(Runtime.version(), cores(), today(), particular);
  }

  /** The beginning of a JSON result. */
  public static Map<String, Object> json(String benchmark) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("benchmark", benchmark);
    json.put("date", today());
    json.put("java", Runtime.version().toString());
    json.put("cores", cores());
    return json;
  }

  /** The JSON as text. */
  public static String write(Map<String, Object> json) throws JsonProcessingException {
    return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
  }

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static String today() {
    return LocalDate.now(ZoneOffset.UTC).toString();
  }
}
