package dev.plimsoll.agent.it;

import dev.plimsoll.agent.programs.Exchange;
import dev.plimsoll.agent.seams.library.LibrarySeams;
import dev.plimsoll.agent.weave.Seam;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import net.bytebuddy.ByteBuddy;

/** What is woven into the test programs' library; packed into a copy of the agent. */
public final class LibraryCatalogue {
  private static final String ADVICE = "dev.plimsoll.agent.seams.jdk.HttpServers$";

  private LibraryCatalogue() {}

  /** Takes the place of the real catalogue. */
  public static List<Seam> all() {
    String exchange = "dev.plimsoll.agent.programs.Exchange";
    return List.of(
        new Seam(exchange, "<init>(*)", ADVICE + "ExchangeBegins"),
        new Seam(exchange, "close()", ADVICE + "ExchangeCloses"),
        new Seam(exchange, "noSuchMethod(..)", ADVICE + "ExchangeCloses"),
        new Seam("no.such.Library", "close()", ADVICE + "ExchangeCloses"));
  }

  /** The packaged agent, but with this catalogue. */
  static Path packedInto(Path folder) throws IOException {
    String entry = "inst/" + LibrarySeams.class.getName().replace('.', '/') + ".classdata";
    byte[] catalogue =
        new ByteBuddy()
            .redefine(LibraryCatalogue.class)
            .name(LibrarySeams.class.getName())
            .make()
            .getBytes();
    Path copy = folder.resolve("agent-for-" + Exchange.class.getSimpleName() + ".jar");
    try (JarFile jar = new JarFile(AgentJvm.AGENT.toFile());
        OutputStream file = Files.newOutputStream(copy);
        JarOutputStream out = new JarOutputStream(file)) {
      Enumeration<JarEntry> entries = jar.entries();
      while (entries.hasMoreElements()) {
        JarEntry each = entries.nextElement();
        out.putNextEntry(new JarEntry(each.getName()));
        out.write(
            each.getName().equals(entry) ? catalogue : jar.getInputStream(each).readAllBytes());
        out.closeEntry();
      }
    }
    return copy;
  }
}
