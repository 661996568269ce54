package dev.plimsoll.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Opens the page of a running demo in headless Chromium, through Playwright ({@code
 * web-ui/e2e/demo.mjs}), which asserts what is drawn and takes a picture. With {@code
 * -Dplimsoll.picture=true} that becomes the README's.
 */
final class BrowserTest {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private BrowserTest() {}

  static void run(int port, String run) throws IOException, InterruptedException {
    Path browser = browser();
    Path page = Path.of("../../web-ui").toAbsolutePath().normalize();
    Path picture = Path.of("target/timeline.png").toAbsolutePath();
    Path output = Path.of("target/browser-test.log").toAbsolutePath();
    ProcessBuilder builder =
        new ProcessBuilder("node", "e2e/demo.mjs")
            .directory(page.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "PLIMSOLL_URL",
                "http://127.0.0.1:" + port,
                "PLIMSOLL_RUN",
                run,
                "PLIMSOLL_BROWSER",
                browser.toString(),
                "PLIMSOLL_PICTURE",
                picture.toString()));
    Process node = builder.start();
    boolean ended = node.waitFor(120, TimeUnit.SECONDS);
    node.destroyForcibly();
    String said = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(ended).as("the browser test ends; it said:%n%s", said).isTrue();
    assertThat(node.exitValue()).as("the browser test passes; it said:%n%s", said).isZero();
    assertThat(picture).isNotEmptyFile();
    if (Boolean.getBoolean("plimsoll.picture")) {
      Path readme = Path.of("../../docs/timeline.png").toAbsolutePath().normalize();
      Files.copy(picture, readme, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static Path browser() {
    Optional<Path> found = find();
    if (found.isPresent()) {
      return found.get();
    }
    String message =
        "no browser: install Chromium (Debian: apt-get install chromium) or set -Dplimsoll.browser";
    if (Boolean.getBoolean("plimsoll.browser.required")) {
      throw new AssertionError(message);
    }
    System.err.println("[plimsoll] SKIPPED the browser test: " + message);
    return Assumptions.abort(message);
  }

  private static Optional<Path> find() {
    String named = System.getProperty("plimsoll.browser", "");
    if (!named.isBlank()) {
      return Optional.of(Path.of(named));
    }
    Stream<Path> folders =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1)).map(Path::of);
    return folders
        .flatMap(folder -> NAMES.stream().map(folder::resolve))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
