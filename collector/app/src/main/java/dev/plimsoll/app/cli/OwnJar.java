package dev.plimsoll.app.cli;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The jar this program runs from. */
final class OwnJar {
  private OwnJar() {}

  static Path find() throws IOException {
    try {
      Path jar = Path.of(OwnJar.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (!Files.isRegularFile(jar)) {
        throw new IOException(
            "runs from the classes in %s; this command needs the packaged jar (./plimsoll builds it)"
                .formatted(jar));
      }
      return jar;
    } catch (URISyntaxException e) {
      throw new IOException("cannot tell which jar this program runs from", e);
    }
  }
}
