package dev.plimsoll.supervisor;

import dev.plimsoll.supervisor.spec.ServiceSpec;
import dev.plimsoll.supervisor.warden.Watch;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The services of one supervisor: those that it was told of, and those of the same configuration
 * that another supervisor has left and that are there no more, which have to be ended.
 */
final class Keeps implements AutoCloseable {
  private final Map<String, ServiceKeep> wanted;
  private final List<ServiceKeep> gone = new ArrayList<>();

  private Keeps(Map<String, ServiceKeep> wanted) {
    this.wanted = wanted;
  }

  /**
   * Takes them all, or none.
   *
   * @throws IOException if one of them is kept by another supervisor
   */
  static Keeps take(Path state, SupervisorOptions options, Watch watch) throws IOException {
    List<ServiceKeep> taken = new ArrayList<>();
    try {
      for (ServiceSpec service : options.services()) {
        taken.add(ServiceKeep.take(state, service, watch));
      }
    } catch (IOException e) {
      taken.forEach(ServiceKeep::close);
      throw e;
    }
    Keeps keeps =
        new Keeps(
            taken.stream()
                .collect(Collectors.toMap(keep -> keep.spec().name(), Function.identity())));
    keeps.takeWhatIsGone(state, options, watch);
    return keeps;
  }

  private void takeWhatIsGone(Path state, SupervisorOptions options, Watch watch)
      throws IOException {
    if (options.origin().isEmpty()) {
      return;
    }
    for (String name : namesIn(state)) {
      ServiceKeep.Note note = wanted.containsKey(name) ? null : ServiceKeep.noteOf(state, name);
      if (note == null || !note.origin().equals(options.origin())) {
        continue;
      }
      ServiceSpec spec = ServiceSpec.of(name, note.command()).withStop(note.stop());
      try {
        ServiceKeep keep = ServiceKeep.take(state, spec, watch);
        if (keep.supervisorBefore() == null) {
          keep.close();
        } else {
          gone.add(keep);
        }
      } catch (IOException e) {
        options.console().accept("left alone: " + e.getMessage());
      }
    }
  }

  private static List<String> namesIn(Path state) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(state, Files::isDirectory)) {
      folders.forEach(folder -> names.add(String.valueOf(folder.getFileName())));
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return names;
  }

  /**
   * Sender id under which all this is reported: that of the supervisor before where it has left
   * processes, because they name it as theirs; else a new one.
   */
  String supervisor() {
    return all().stream()
        .map(ServiceKeep::supervisorBefore)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseGet(() -> UUID.randomUUID().toString());
  }

  void note(String origin, String supervisor) throws IOException {
    for (ServiceKeep keep : all()) {
      keep.note(origin, supervisor);
    }
  }

  List<ServiceKeep> all() {
    List<ServiceKeep> all = new ArrayList<>(wanted.values());
    all.addAll(gone);
    return all;
  }

  boolean isWanted(ServiceKeep keep) {
    return !gone.contains(keep);
  }

  ServiceKeep of(String service) {
    return all().stream()
        .filter(keep -> keep.spec().name().equals(service))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no service " + service));
  }

  @Override
  public void close() {
    all().forEach(ServiceKeep::close);
  }
}
