package dev.plimsoll.app.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The agent for Node as files beside the jar that carries it, whose checksum their folder has. */
public final class NodePackage {
  private static final String ENTRY = "register.js";

  private NodePackage() {}

  /**
   * The file that Node has to load; the package is written if it is not there yet, and mended where
   * it is not as it was.
   *
   * @throws IOException if it cannot be written; the message says where and why
   */
  public static Path extract(Map<String, String> environment) throws IOException {
    Path jar = EmbeddedJar.NODE_AGENT.extract(environment);
    String name = jar.getFileName().toString();
    Path folder = jar.resolveSibling(name.substring(0, name.length() - ".jar".length()));
    try (ZipInputStream entries = new ZipInputStream(Files.newInputStream(jar))) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        if (!entry.isDirectory() && !entry.getName().startsWith("META-INF/")) {
          put(folder.resolve(entry.getName()), entries);
        }
      }
    }
    return folder.resolve(ENTRY);
  }

  /** A Node that starts meanwhile sees each file whole. */
  private static void put(Path file, InputStream content) throws IOException {
    byte[] bytes = content.readAllBytes();
    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && Arrays.equals(Files.readAllBytes(file), bytes)) {
      return;
    }
    Files.createDirectories(
        file.getParent(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path part = Files.createTempFile(file.getParent(), "agent", ".part");
    Files.write(part, bytes);
    Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("r--r--r--"));
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
