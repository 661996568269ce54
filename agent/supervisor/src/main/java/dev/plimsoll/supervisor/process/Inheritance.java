package dev.plimsoll.supervisor.process;

import dev.plimsoll.supervisor.listen.Descriptors;
import dev.plimsoll.supervisor.listen.HeldSocket;
import dev.plimsoll.supervisor.listen.ServicePorts;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;

/**
 * A child that inherits sockets. They come in as its first three streams, and a shell moves them
 * where they belong before it becomes the command; the real streams it opens itself, from the
 * descriptors of our pipes.
 */
final class Inheritance implements AutoCloseable {
  private static final String SHELL = "/bin/sh";

  /** The shell says this byte on either stream when it has opened both, and we may let go. */
  private static final int OPENED = '.';

  private final Descriptors descriptors;
  private final List<HeldSocket> sockets;
  private final Pipe out;
  private final Pipe err;

  private Inheritance(Descriptors descriptors, List<HeldSocket> sockets) throws IOException {
    this.descriptors = descriptors;
    this.sockets = sockets;
    this.out = Pipe.open();
    this.err = Pipe.open();
  }

  /** Tried once: whether {@code /proc} shows a child our descriptors no rule tells for sure. */
  private static final class Trial {
    static final boolean SUCCEEDED = succeeds();

    private static boolean succeeds() {
      if (Descriptors.orNull() == null || !new File(SHELL).canExecute()) {
        return false;
      }
      try (ServicePorts ports = ServicePorts.create();
          Inheritance trial = Inheritance.of(ports.sockets())) {
        ProcessBuilder builder = new ProcessBuilder(SHELL, "-c", ":");
        trial.prepare(builder);
        trial.awaitOpened(builder.start());
        return true;
      } catch (IOException e) {
        return false;
      }
    }
  }

  static boolean isPossible() {
    return Trial.SUCCEEDED;
  }

  /** Of exactly {@link ServicePorts#SOCKETS} sockets. */
  static Inheritance of(List<HeldSocket> sockets) throws IOException {
    Descriptors descriptors = Descriptors.orNull();
    if (descriptors == null || sockets.size() != ServicePorts.SOCKETS) {
      throw new IOException("sockets cannot be handed down here");
    }
    return new Inheritance(descriptors, sockets);
  }

  void prepare(ProcessBuilder builder) throws IOException {
    List<String> command = new ArrayList<>(List.of(SHELL, "-c", script(), "plimsoll"));
    command.addAll(builder.command());
    builder.command(command);
    builder.redirectInput(descriptors.handOver(sockets.get(0).channel()));
    builder.redirectOutput(descriptors.handOver(sockets.get(1).channel()));
    builder.redirectError(descriptors.handOver(sockets.get(2).channel()));
  }

  private String script() throws IOException {
    int first = ServicePorts.FIRST_DESCRIPTOR;
    String ours = "/proc/$PPID/fd/";
    return "exec %d<&0 %d<&1 %d<&2 0</dev/null 1>%s 2>%s; printf %c; printf %c >&2; exec \"$@\""
        .formatted(
            first,
            first + 1,
            first + 2,
            ours + descriptors.numberOf(out.sink()),
            ours + descriptors.numberOf(err.sink()),
            OPENED,
            OPENED);
  }

  InputStream output() {
    return Channels.newInputStream(out.source());
  }

  InputStream errors() {
    return Channels.newInputStream(err.source());
  }

  /** Returns when the shell has opened its streams, or has ended without. */
  void awaitOpened(Process process) throws IOException {
    var ignored = process.onExit().thenRun(this::letGo);
    boolean opened = output().read() == OPENED && errors().read() == OPENED;
    letGo();
    if (!opened) {
      throw new IOException("the shell that hands the sockets down has failed");
    }
  }

  /** Without this the streams would not end when the child does. */
  private void letGo() {
    try {
      out.sink().close();
      err.sink().close();
    } catch (IOException e) {
      // Nothing can be done, and a pipe whose writer is ourselves costs a thread at most.
    }
  }

  /** Nothing will come out of it any more. */
  @Override
  public void close() throws IOException {
    letGo();
    out.source().close();
    err.source().close();
  }
}
