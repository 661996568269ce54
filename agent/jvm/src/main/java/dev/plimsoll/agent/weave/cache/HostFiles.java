package dev.plimsoll.agent.weave.cache;

import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.spi.FileSystemProvider;

/** The operating system's files, without the default file system of {@code java.nio.file}. */
final class HostFiles {
  private HostFiles() {}

  /**
   * The JDK's own provider for them. {@code FileSystems.getDefault()} may be of the application's
   * choice ({@code -Djava.nio.file.spi.DefaultFileSystemProvider}), and must not be fixed before
   * {@code main} runs.
   */
  static FileSystem get() throws ReflectiveOperationException {
    Object provider =
        Class.forName("sun.nio.fs.DefaultFileSystemProvider").getMethod("instance").invoke(null);
    return ((FileSystemProvider) provider).getFileSystem(URI.create("file:///"));
  }
}
