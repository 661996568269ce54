package dev.plimsoll.agent.diagnostic;

import dev.plimsoll.agent.guest.Trouble;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import org.jspecify.annotations.Nullable;

/**
 * What {@code VM.native_memory summary} says.
 *
 * @param reserved address space, bytes
 * @param committed bytes
 * @param committedByType bytes, by the VM's name of the type, such as {@code Java Heap}
 */
public record NativeMemorySummary(
    long reserved, long committed, Map<String, Long> committedByType) {
  private static final Pattern TOTAL =
      Pattern.compile("Total: reserved=(\\d+)(?:KB)?, committed=(\\d+)");

  /** {@code - Java Heap (reserved=131072KB, committed=131072KB)}. */
  private static final Pattern TYPE =
      Pattern.compile("^- +(.+?) \\(reserved=\\d+KB, committed=(\\d+)KB", Pattern.MULTILINE);

  private static final long KIB = 1024;

  /** Asks this VM; null if it does not track native memory. */
  public static @Nullable NativeMemorySummary ask() {
    try {
      return parse(DiagnosticCommand.run("vmNativeMemory", "summary", "scale=KB"));
    } catch (JMException | RuntimeException e) {
      Trouble.count("native memory", e);
      return null;
    }
  }

  static @Nullable NativeMemorySummary parse(String text) {
    Matcher total = TOTAL.matcher(text);
    if (!total.find()) {
      return null;
    }
    Map<String, Long> types = new LinkedHashMap<>();
    Matcher type = TYPE.matcher(text);
    while (type.find()) {
      types.put(type.group(1).trim(), Long.parseLong(type.group(2)) * KIB);
    }
    return new NativeMemorySummary(
        Long.parseLong(total.group(1)) * KIB, Long.parseLong(total.group(2)) * KIB, types);
  }
}
