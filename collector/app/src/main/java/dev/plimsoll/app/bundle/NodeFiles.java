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

/**
 * What Node has to read, which it cannot do inside a jar: as files beside the jar that carries it,
 * in a folder that is named after it.
 */
public final class NodeFiles {
  private NodeFiles() {}

  /**
   * The file of the agent that Node has to load before the program.
   *
   * @throws IOException if it cannot be written; the message says where and why
   */
  public static Path agent(Map<String, String> environment) throws IOException {
    return unpack(EmbeddedJar.NODE_AGENT.extract(environment), "").resolve("register.js");
  }

  /**
   * The folder with the sample programs for Node.
   *
   * @throws IOException if it cannot be written; the message says where and why
   */
  public static Path samples(Map<String, String> environment) throws IOException {
    return unpack(EmbeddedJar.SAMPLES.extract(environment), "node/").resolve("node");
  }

  /** Written where they are not there yet, and mended where they are not as they were. */
  private static Path unpack(Path jar, String below) throws IOException {
    String name = jar.getFileName().toString();
    Path folder = jar.resolveSibling(name.substring(0, name.length() - ".jar".length()));
    try (ZipInputStream entries = new ZipInputStream(Files.newInputStream(jar))) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        boolean wanted = entry.getName().startsWith(below) && !isMeta(entry);
        if (wanted && !entry.isDirectory()) {
          put(folder.resolve(entry.getName()), entries);
        }
      }
    }
    return folder;
  }

  private static boolean isMeta(ZipEntry entry) {
    return entry.getName().startsWith("META-INF/");
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
    Path part = Files.createTempFile(file.getParent(), "file", ".part");
    Files.write(part, bytes);
    Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("r--r--r--"));
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
