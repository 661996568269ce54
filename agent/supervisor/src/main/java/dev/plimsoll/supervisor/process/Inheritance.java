package dev.plimsoll.supervisor.process;

import dev.plimsoll.supervisor.listen.Descriptors;
import dev.plimsoll.supervisor.listen.HeldSocket;
import dev.plimsoll.supervisor.listen.ServicePorts;
import dev.plimsoll.supervisor.logs.Capture;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A child that inherits sockets. They come in as its first three streams, and a shell moves them
 * where they belong before it becomes the command; the real streams it opens itself.
 */
final class Inheritance {
  private static final String SHELL = "/bin/sh";

  /** Its arguments: the files of both streams, and the command. */
  private static final String SCRIPT =
      "exec %d<&0 %d<&1 %d<&2 0</dev/null 1>>\"$1\" 2>>\"$2\"; shift 2; exec \"$@\""
          .formatted(
              ServicePorts.FIRST_DESCRIPTOR,
              ServicePorts.FIRST_DESCRIPTOR + 1,
              ServicePorts.FIRST_DESCRIPTOR + 2);

  private final Descriptors descriptors;
  private final List<HeldSocket> sockets;

  private Inheritance(Descriptors descriptors, List<HeldSocket> sockets) {
    this.descriptors = descriptors;
    this.sockets = sockets;
  }

  /** Tried once: whether a child gets our descriptors no rule tells for sure. */
  private static final class Trial {
    static final boolean SUCCEEDED = succeeds();

    private static boolean succeeds() {
      if (Descriptors.orNull() == null || !new File(SHELL).canExecute()) {
        return false;
      }
      try (ServicePorts ports = ServicePorts.create()) {
        ProcessBuilder builder = new ProcessBuilder("true");
        Path nowhere = Path.of("/dev/null");
        Inheritance.of(ports.sockets()).prepare(builder, nowhere, nowhere);
        return builder.start().waitFor() == 0;
      } catch (IOException e) {
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
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

  void prepare(ProcessBuilder builder, Capture capture) throws IOException {
    prepare(builder, capture.output(), capture.errors());
  }

  private void prepare(ProcessBuilder builder, Path output, Path errors) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(SHELL, "-c", SCRIPT, "plimsoll", output.toString(), errors.toString()));
    command.addAll(builder.command());
    builder.command(command);
    builder.redirectInput(descriptors.handOver(sockets.get(0).channel()));
    builder.redirectOutput(descriptors.handOver(sockets.get(1).channel()));
    builder.redirectError(descriptors.handOver(sockets.get(2).channel()));
  }
}
