package dev.plimsoll.agent.weave.cache;

import java.lang.instrument.Instrumentation;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.spi.FileSystemProvider;
import java.util.Map;
import java.util.Set;

/** The operating system's files, without the default file system of {@code java.nio.file}. */
final class HostFiles {
  private static final String HOME = "sun.nio.fs";

  private HostFiles() {}

  /**
   * The JDK's own provider for them. {@code FileSystems.getDefault()} may be of the application's
   * choice ({@code -Djava.nio.file.spi.DefaultFileSystemProvider}), and must not be fixed before
   * {@code main} runs.
   */
  static FileSystem get(Instrumentation instrumentation) throws ReflectiveOperationException {
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of(HOME, Set.of(HostFiles.class.getModule())),
        Map.of(),
        Set.of(),
        Map.of());
    Object provider =
        Class.forName(HOME + ".DefaultFileSystemProvider").getMethod("instance").invoke(null);
    return ((FileSystemProvider) provider).getFileSystem(URI.create("file:///"));
  }
}
