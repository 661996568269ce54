package dev.plimsoll.supervisor.warden;

import dev.plimsoll.supervisor.listen.Descriptors;
import dev.plimsoll.supervisor.listen.HeldSocket;
import dev.plimsoll.supervisor.listen.ServicePorts;
import dev.plimsoll.supervisor.logs.Capture;
import dev.plimsoll.supervisor.proc.ProcessTable;
import dev.plimsoll.supervisor.process.Child;
import dev.plimsoll.supervisor.process.ExitStatus;
import dev.plimsoll.supervisor.process.LaunchException;
import dev.plimsoll.supervisor.process.LaunchOrder;
import dev.plimsoll.supervisor.process.Launcher;
import dev.plimsoll.supervisor.process.Program;
import dev.plimsoll.supervisor.spec.PrivateDirectory;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The wardens of one service. Usually there is one; when the service's sockets change, a new one is
 * started that holds the new ones, and the old one ends with its last process.
 */
public final class Wardens implements Launcher, AutoCloseable {
  private final Path folder;
  private final Watch watch;
  private final List<Warden> all = new ArrayList<>();
  private final Map<String, Start> starts = new ConcurrentHashMap<>();
  private final Map<String, WardenChild> children = new ConcurrentHashMap<>();
  private @Nullable Warden current;
  private int lastNumber;

  private Wardens(Path folder, Watch watch) {
    this.folder = folder;
    this.watch = watch;
  }

  /** Whether processes can be kept in this way here: it takes a shell. */
  public static boolean arePossible() {
    return Warden.isPossible();
  }

  /** Whether processes can inherit our sockets here; tried once. */
  public static boolean handDownSockets() {
    return Trial.SUCCEEDED;
  }

  /** Whether a child gets the descriptors that we mean no rule tells for sure. */
  private static final class Trial {
    static final boolean SUCCEEDED = succeeds();

    private static boolean succeeds() {
      if (Descriptors.orNull() == null || !arePossible()) {
        return false;
      }
      try (ServicePorts ports = ServicePorts.create()) {
        Path folder = Files.createTempDirectory("plimsoll");
        try (Warden trial = Warden.start(folder.resolve("0"), ports.sockets(), news -> {})) {
          boolean holds = trial.holdsSockets();
          trial.folder().remove();
          return holds;
        } finally {
          Files.deleteIfExists(folder);
        }
      } catch (IOException e) {
        return false;
      }
    }
  }

  /**
   * Takes over what the last supervisor of the service has left, if anything.
   *
   * @param folder of this user's own, one for each service
   */
  public static Wardens in(Path folder, Watch watch) throws IOException {
    Wardens wardens = new Wardens(PrivateDirectory.prepare(folder), watch);
    for (Path left : wardens.leftFolders()) {
      wardens.takeOver(new WardenFolder(left));
    }
    return wardens;
  }

  private List<Path> leftFolders() throws IOException {
    List<Path> folders = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, "[0-9]*")) {
      stream.forEach(path -> addIfFolder(folders, path));
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    folders.sort(Comparator.comparingInt(Wardens::numberOf));
    return folders;
  }

  private static void addIfFolder(List<Path> folders, Path path) {
    if (Files.isDirectory(path) && path.getFileName().toString().matches("[0-9]{1,9}")) {
      folders.add(path);
    }
  }

  private static int numberOf(Path folder) {
    return Integer.parseInt(folder.getFileName().toString());
  }

  private void takeOver(WardenFolder left) throws IOException {
    lastNumber = numberOf(left.path());
    Birth keeper = left.keeper();
    boolean lives = keeper != null && keeper.isThere();
    // Nothing of before the host's last start is still there.
    if (keeper == null || (!lives && left.runs().isEmpty())) {
      left.remove();
      return;
    }
    List<HeldSocket> sockets = lives ? heldBy(keeper) : List.of();
    Warden warden = Warden.adopt(left, sockets, this::heard);
    all.add(warden);
    if (warden.isAlive()) {
      current = warden;
    }
  }

  private static List<HeldSocket> heldBy(Birth keeper) {
    return ProcessTable.ofThisHost()
        .listenersAt(keeper.pid(), ServicePorts.FIRST_DESCRIPTOR, ServicePorts.SOCKETS)
        .stream()
        .map(address -> HeldSocket.foreign(address.orElse(null)))
        .toList();
  }

  /** The sockets that a later process can inherit although they are not ours; empty if none. */
  public synchronized List<HeldSocket> sockets() {
    return current == null ? List.of() : current.sockets();
  }

  /** Whether a shell still holds {@link #sockets}. */
  public synchronized boolean holds() {
    return current != null && current.isAlive();
  }

  /** Whether nothing was left, and nothing started since. */
  public synchronized boolean isEmpty() {
    return all.isEmpty();
  }

  /**
   * A run that another supervisor has started.
   *
   * @return its process, which may have ended; empty if none came about, or before the last start
   *     of the host
   */
  @Override
  public synchronized Optional<Child> adopt(
      String run, Instant startedAt, Capture capture, Runnable onEnd) {
    for (Warden warden : all) {
      Birth birth = warden.folder().process(run);
      if (birth != null) {
        WardenChild child = new WardenChild(run, birth, startedAt, capture, onEnd);
        children.put(run, child);
        watch.add(child);
        ExitStatus exit = warden.folder().exit(run);
        if (exit != null) {
          child.ended(exit, warden.folder().exitAt(run));
        }
        return Optional.of(child);
      }
    }
    return Optional.empty();
  }

  @Override
  public Child launch(LaunchOrder order, Runnable onEnd) throws LaunchException {
    String objection = Program.objection(order);
    if (objection != null) {
      throw new LaunchException(objection);
    }
    Start start = new Start(birth -> begin(order, birth, onEnd));
    starts.put(order.run(), start);
    try {
      Warden warden = holding(order.sockets());
      Capture capture = order.capture();
      byte[] script =
          OrderScript.of(order, OrderScript.ownEnvironment(), capture.output(), capture.errors());
      warden.folder().order(order.run(), script);
      warden.order(order.run());
      WardenChild child = start.await();
      warden.folder().forgetOrder(order.run());
      return child;
    } catch (IOException e) {
      throw new LaunchException(
          "'" + order.command().get(0) + "' could not be started: " + e.getMessage(), e);
    } finally {
      starts.remove(order.run());
    }
  }

  private WardenChild begin(LaunchOrder order, Birth birth, Runnable onEnd) {
    WardenChild child = new WardenChild(order.run(), birth, Instant.now(), order.capture(), onEnd);
    children.put(order.run(), child);
    watch.add(child);
    return child;
  }

  private synchronized Warden holding(List<HeldSocket> sockets) throws IOException {
    Warden known = current;
    if (known != null && known.isAlive() && known.sockets().equals(sockets)) {
      return known;
    }
    Path path = folder.resolve(String.valueOf(++lastNumber));
    Warden fresh = Warden.start(path, sockets, this::heard);
    all.add(fresh);
    current = fresh;
    if (known != null) {
      known.dismiss();
      removeIfEmpty(known);
    }
    return fresh;
  }

  private void heard(String line) {
    String[] words = line.split(" ", -1);
    String run = words.length > 1 ? words[1] : "";
    try {
      if (words[0].equals("started") && words.length == 4) {
        Start start = starts.get(run);
        if (start != null) {
          start.happened(new Birth(Long.parseLong(words[2]), Long.parseLong(words[3])));
        }
      } else if (words[0].equals("ended") && words.length == 3) {
        ended(run, new ExitStatus(Integer.parseInt(words[2])));
      }
    } catch (NumberFormatException e) {
      // Nobody but our own shells writes there.
    }
  }

  private void ended(String run, ExitStatus status) {
    Start start = starts.get(run);
    if (start != null) {
      start.failed(status);
    }
    WardenChild child = children.get(run);
    if (child != null) {
      child.ended(status, Instant.now());
    }
  }

  @Override
  public synchronized void forget(String run) {
    WardenChild child = children.remove(run);
    if (child != null) {
      watch.remove(child);
    }
    for (Warden warden : List.copyOf(all)) {
      warden.folder().forget(run);
      if (warden != current) {
        removeIfEmpty(warden);
      }
    }
  }

  /** Lets go of sockets that are not ours: they are closed when the last process has ended. */
  public synchronized void letGo() {
    Warden known = current;
    current = null;
    if (known != null) {
      known.dismiss();
      removeIfEmpty(known);
    }
  }

  private void removeIfEmpty(Warden warden) {
    if (warden.isEmpty()) {
      all.remove(warden);
      warden.close();
      warden.folder().remove();
    }
  }

  /** The wardens end, unless they still have processes; then all stays for the next supervisor. */
  @Override
  public synchronized void close() {
    for (Warden warden : List.copyOf(all)) {
      warden.close();
      if (warden.isEmpty()) {
        warden.folder().remove();
      }
    }
    all.clear();
    current = null;
  }
}
