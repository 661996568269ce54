package dev.plimsoll.agent.dump;

import dev.plimsoll.wire.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** Small JSON files that are there as a whole or not at all. */
final class WholeFile {
  private WholeFile() {}

  static void write(Path file, Map<String, ?> json) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
    try (OutputStream out = Files.newOutputStream(fresh)) {
      Json.write(json, out);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
