package dev.plimsoll.app.bundle;

import dev.plimsoll.supervisor.spec.PrivateDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * A jar inside the one jar. It is put on the disk under a name that carries its checksum, in a
 * folder that only its user can write: what runs inside every supervised process must not be
 * replaceable by somebody else, and an upgrade must not change a jar that a live JVM has open.
 */
public enum EmbeddedJar {
  JVM_AGENT("agent-jvm"),
  /** The npm package; Node cannot read it in a jar, see {@link NodeFiles}. */
  NODE_AGENT("agent-node"),
  SAMPLES("samples");

  private final String name;

  EmbeddedJar(String name) {
    this.name = name;
  }

  /**
   * The jar as a file; written if it is not there yet.
   *
   * @throws IOException if it cannot be written; the message says where and why
   */
  public Path extract(Map<String, String> environment) throws IOException {
    byte[] content = read();
    String checksum = sha256(content);
    Path folder = PrivateDirectory.prepare(folder(environment));
    Path jar = folder.resolve(name + "-" + checksum.substring(0, 16) + ".jar");
    if (!isIntact(jar, checksum)) {
      Path part = Files.createTempFile(folder, name, ".part");
      Files.write(part, content);
      Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("r--r--r--"));
      Files.move(part, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
    return jar;
  }

  /**
   * {@code PLIMSOLL_CACHE_DIR}, else {@code $XDG_CACHE_HOME/plimsoll}, else {@code
   * ~/.cache/plimsoll}.
   */
  private static Path folder(Map<String, String> environment) {
    String own = environment.getOrDefault("PLIMSOLL_CACHE_DIR", "");
    if (!own.isBlank()) {
      return Path.of(own);
    }
    String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
    return cache.isBlank()
        ? Path.of(System.getProperty("user.home"), ".cache", "plimsoll")
        : Path.of(cache, "plimsoll");
  }

  private byte[] read() throws IOException {
    String resource = "/META-INF/plimsoll/" + name + ".jar";
    try (InputStream in = EmbeddedJar.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException(
            "this build carries no " + name + ".jar; build it with ./mvnw verify");
      }
      return in.readAllBytes();
    }
  }

  private static boolean isIntact(Path jar, String checksum) throws IOException {
    return Files.isRegularFile(jar, LinkOption.NOFOLLOW_LINKS)
        && sha256(Files.readAllBytes(jar)).equals(checksum);
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
