package dev.plimsoll.app.config;

import java.util.Collection;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** The word somebody meant. */
final class NearestWord {
  private NearestWord() {}

  /** The nearest by edit distance; null if none is near enough to be meant. */
  static @Nullable String to(String typed, Collection<String> known) {
    return known.stream()
        .filter(word -> distance(typed, word) <= Math.max(2, word.length() / 2))
        .min(Comparator.comparingInt(word -> distance(typed, word)))
        .orElse(null);
  }

  /** Levenshtein distance, row by row. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitute = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substitute, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
