package dev.plimsoll.agent.seams.jdk;

import dev.plimsoll.agent.spy.Kind;
import dev.plimsoll.agent.spy.Spy;
import dev.plimsoll.agent.weave.Seam;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Files and directories, of {@code java.io} and of NIO. */
final class OpenFiles {
  private static final String FACTORY = "sun.nio.fs.UnixChannelFactory";
  private static final String DIRECTORY = "sun.nio.fs.UnixDirectoryStream";

  static final List<Seam> SEAMS =
      List.of(
          seam("java.io.FileInputStream", "open(java.lang.String)", "Open"),
          seam("java.io.FileInputStream", "close()", "Close"),
          seam("java.io.FileOutputStream", "open(java.lang.String,*)", "Open"),
          seam("java.io.FileOutputStream", "close()", "Close"),
          seam("java.io.RandomAccessFile", "open(java.lang.String,*)", "Open"),
          seam("java.io.RandomAccessFile", "close()", "Close"),
          seam(FACTORY, "newFileChannel(int,*,..)", "OpenChannel"),
          seam("sun.nio.ch.FileChannelImpl", "implCloseChannel()", "Close"),
          seam(FACTORY, "newAsynchronousFileChannel(..)", "OpenAsynchronous"),
          seam("sun.nio.ch.SimpleAsynchronousFileChannelImpl", "close()", "Close"),
          seam(DIRECTORY, "<init>(..)", "OpenDirectory"),
          seam(DIRECTORY, "closeImpl()", "Close"));

  private OpenFiles() {}

  private static Seam seam(String type, String method, String advice) {
    return Seam.of(type, method, OpenFiles.class, advice);
  }

  /** {@code open(String, ..)} of the streams: returns only if the file is open. */
  static final class Open {
    private Open() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object file, @Advice.Argument(0) String path) {
      Spy.opened(Kind.FILE, file, path);
    }
  }

  /** {@code newFileChannel(int, UnixPath, ..)}. */
  static final class OpenChannel {
    private OpenChannel() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Return @Nullable Object file, @Advice.Argument(1) Object path) {
      Spy.opened(Kind.FILE, file, path);
    }
  }

  /** {@code newAsynchronousFileChannel(UnixPath, ..)}. */
  static final class OpenAsynchronous {
    private OpenAsynchronous() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Return @Nullable Object file, @Advice.Argument(0) Object path) {
      Spy.opened(Kind.FILE, file, path);
    }
  }

  /** The constructor of {@code UnixDirectoryStream}. */
  static final class OpenDirectory {
    private OpenDirectory() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object directory, @Advice.Argument(0) Object path) {
      Spy.opened(Kind.FILE, directory, path);
    }
  }

  static final class Close {
    private Close() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object file) {
      Spy.closed(file);
    }
  }
}
