package dev.plimsoll.supervisor.proc;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which processes belong to a run, and which ports they listen on. */
public final class ProcessTable {
  /** Carries the run's id into each process it starts. */
  public static final String RUN_VARIABLE = "PLIMSOLL_RUN";

  private final ProcFiles files;

  public ProcessTable(Path proc) {
    this.files = new ProcFiles(proc);
  }

  public static ProcessTable ofThisHost() {
    return new ProcessTable(Path.of("/proc"));
  }

  /**
   * The processes of a run that are alive, however they were started: an orphan has lost its parent
   * but not its environment. Zombies have lost both and are not among them.
   */
  public List<Long> membersOf(String run) {
    byte[] wanted = (RUN_VARIABLE + "=" + run + "\0").getBytes(StandardCharsets.UTF_8);
    List<Long> members = new ArrayList<>();
    for (long pid : files.pids()) {
      if (hasEntry(files.environment(pid), wanted)) {
        members.add(pid);
      }
    }
    return members;
  }

  /** Whether the process runs; one that has ended and was not collected by its parent does not. */
  public boolean isRunning(long pid) {
    return !files.program(pid).isEmpty();
  }

  /** Whether the process is the ancestor itself or was started by it, at any depth. */
  public boolean isWithin(long pid, long ancestor) {
    Optional<ProcessHandle> at = ProcessHandle.of(pid);
    while (at.isPresent()) {
      if (at.get().pid() == ancestor) {
        return true;
      }
      at = at.get().parent();
    }
    return false;
  }

  /** The process and all that it started, at any depth. */
  public List<Long> treeOf(long pid) {
    List<Long> tree = new ArrayList<>();
    tree.add(pid);
    ProcessHandle.of(pid)
        .ifPresent(handle -> handle.descendants().forEach(child -> tree.add(child.pid())));
    return tree;
  }

  /**
   * Where descriptors of a process listen, in their order; empty for one that is no socket, or does
   * not listen.
   */
  public List<Optional<InetSocketAddress>> listenersAt(long pid, int first, int count) {
    List<ListenRow> rows = files.listeners();
    List<Optional<InetSocketAddress>> found = new ArrayList<>();
    for (int descriptor = first; descriptor < first + count; descriptor++) {
      long inode = files.socketAt(pid, descriptor);
      found.add(
          rows.stream()
              .filter(row -> row.inode() == inode)
              .findFirst()
              .map(ProcessTable::addressOf));
    }
    return found;
  }

  private static InetSocketAddress addressOf(ListenRow row) {
    return row.address().isAnyLocalAddress()
        ? new InetSocketAddress(row.port())
        : new InetSocketAddress(row.address(), row.port());
  }

  /** The ports that any of the processes listens on, beside what it has merely inherited. */
  public Set<Integer> portsOf(Collection<Long> pids) {
    Set<Long> ours = bequeathedTo(pids);
    Set<Long> inodes = new HashSet<>();
    pids.forEach(pid -> inodes.addAll(files.sockets(pid, ours)));
    Set<Integer> ports = new HashSet<>();
    for (ListenRow row : files.listeners()) {
      if (inodes.contains(row.inode())) {
        ports.add(row.port());
      }
    }
    return ports;
  }

  /** What a supervisor has, or the shell that has started the first of the processes. */
  private Set<Long> bequeathedTo(Collection<Long> pids) {
    Set<Long> sockets = new HashSet<>(files.sockets(ProcessHandle.current().pid()));
    for (long pid : pids) {
      ProcessHandle.of(pid)
          .flatMap(ProcessHandle::parent)
          .map(ProcessHandle::pid)
          .filter(parent -> !pids.contains(parent))
          .ifPresent(parent -> sockets.addAll(files.sockets(parent)));
    }
    return sockets;
  }

  /** Whether anybody listens on the port, whoever it is. */
  public boolean isListenedOn(int port) {
    return files.listeners().stream().anyMatch(row -> row.port() == port);
  }

  /** Who listens on the port; empty if nobody does, or another user's process. */
  public Optional<PortHolder> holderOf(int port) {
    Set<Long> inodes = new HashSet<>();
    for (ListenRow row : files.listeners()) {
      if (row.port() == port) {
        inodes.add(row.inode());
      }
    }
    if (inodes.isEmpty()) {
      return Optional.empty();
    }
    for (long pid : files.pids()) {
      if (files.sockets(pid).stream().anyMatch(inodes::contains)) {
        return Optional.of(new PortHolder(pid, files.commandLine(pid)));
      }
    }
    return Optional.empty();
  }

  /** Whether any of the processes is a JVM or a Node process, by the name of its program. */
  public boolean hasRuntime(Collection<Long> pids) {
    return pids.stream().anyMatch(pid -> files.program(pid).endsWith("/java") || isNode(pid));
  }

  /** Whether the process is a Node process, by the name of its program. */
  public boolean isNode(long pid) {
    return files.program(pid).endsWith("/node");
  }

  /** Entries of an environment end with a zero byte; the wanted one must begin where one begins. */
  private static boolean hasEntry(byte[] environment, byte[] wanted) {
    for (int start = 0; start + wanted.length <= environment.length; start++) {
      boolean begins = start == 0 || environment[start - 1] == 0;
      if (begins
          && Arrays.equals(environment, start, start + wanted.length, wanted, 0, wanted.length)) {
        return true;
      }
    }
    return false;
  }
}
