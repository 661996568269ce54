package dev.plimsoll.testkit;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Assumptions;
import org.opentest4j.AssertionFailedError;

/**
 * A JDK on this machine. Tests that start real JVMs run them on the oldest and on the newest
 * supported release: {@link #of(int)} with 17 and 25.
 *
 * <p>Looked for in this order: system property {@code plimsoll.java17.home} ({@code 25} alike),
 * environment {@code JAVA17_HOME}, the JDK that runs the tests, the usual folders of Linux
 * distributions.
 */
public record Jdk(int feature, Path home) {
  private static final List<Path> USUAL_PLACES =
      List.of(Path.of("/usr/lib/jvm"), Path.of("/opt/java"), Path.of("/opt"));

  /**
   * The JDK of that release. Where there is none the test is skipped, loudly; where {@code CI=true}
   * or {@code -Dplimsoll.jdks.required=true} it fails, so that a build server cannot turn green by
   * lacking one.
   */
  public static Jdk of(int feature) {
    Optional<Jdk> found = find(feature);
    if (found.isPresent()) {
      return found.get();
    }
    String message =
        "no JDK %d found: set -Dplimsoll.java%d.home or JAVA%d_HOME"
            .formatted(feature, feature, feature);
    if (Boolean.getBoolean("plimsoll.jdks.required") || "true".equals(System.getenv("CI"))) {
      throw new AssertionFailedError(message);
    }
    System.err.println("[plimsoll] SKIPPED: " + message);
    return Assumptions.abort(message);
  }

  /** The JDK that runs the tests. */
  public static Jdk running() {
    return new Jdk(Runtime.version().feature(), Path.of(System.getProperty("java.home")));
  }

  public Path java() {
    return tool("java");
  }

  public Path tool(String name) {
    return home.resolve("bin").resolve(name);
  }

  private static Optional<Jdk> find(int feature) {
    String property = System.getProperty("plimsoll.java" + feature + ".home", "");
    if (!property.isBlank()) {
      return Optional.of(new Jdk(feature, Path.of(property)));
    }
    String environment = System.getenv("JAVA" + feature + "_HOME");
    if (environment != null) {
      return Optional.of(new Jdk(feature, Path.of(environment)));
    }
    Jdk running = running();
    if (running.feature() == feature && Files.isExecutable(running.tool("javac"))) {
      return Optional.of(running);
    }
    return USUAL_PLACES.stream()
        .flatMap(place -> children(place).stream())
        .filter(home -> featureOf(home) == feature)
        .findFirst()
        .map(home -> new Jdk(feature, home));
  }

  private static List<Path> children(Path folder) {
    List<Path> homes = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      entries.forEach(homes::add);
    } catch (IOException e) {
      return List.of();
    }
    homes.sort(null);
    return homes;
  }

  /** Feature release from the {@code release} file that every JDK carries; 0 if it is none. */
  private static int featureOf(Path home) {
    if (!Files.isExecutable(home.resolve("bin/javac"))) {
      return 0;
    }
    Properties release = new Properties();
    try (var in = Files.newInputStream(home.resolve("release"))) {
      release.load(in);
      String version = release.getProperty("JAVA_VERSION", "0").replace("\"", "");
      return Integer.parseInt(version.split("[.\\-+]", -1)[0]);
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }
}
