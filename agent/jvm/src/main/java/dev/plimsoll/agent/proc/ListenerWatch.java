package dev.plimsoll.agent.proc;

import dev.plimsoll.agent.sampling.Sampler;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;

/**
 * Looks for the process's TCP listeners: often until there is one, because somebody waits for it,
 * then now and then, because reading the kernel's tables takes 5 ms however few sockets there are.
 * While there is none it looks the less often the longer that has been so: who started for a minute
 * can wait for some seconds more, and what never listens is not to pay for it.
 */
public final class ListenerWatch implements Sampler.Watch {
  private static final long EAGER_MS = 200;
  private static final long CALM_MS = 10_000;
  private static final long SHARE_OF_WAIT = 10;
  private static final long NANOS_PER_MS = 1_000_000;

  private final OpenFiles files;
  private final Listeners listeners;
  private final IntConsumer appeared;
  private final Map<Integer, Long> since = new ConcurrentHashMap<>();
  private long noneSince = System.nanoTime();

  /**
   * Has seen no listener yet.
   *
   * @param appeared told of each port once, when it is first seen
   */
  public ListenerWatch(OpenFiles files, Listeners listeners, IntConsumer appeared) {
    this.files = files;
    this.listeners = listeners;
    this.appeared = appeared;
  }

  @Override
  public long look() {
    long[] inodes = files.socketInodes();
    if (inodes == null) {
      return CALM_MS;
    }
    Set<Integer> ports = listeners.ports(inodes);
    since.keySet().retainAll(ports);
    for (int port : ports) {
      if (since.putIfAbsent(port, System.currentTimeMillis()) == null) {
        appeared.accept(port);
      }
    }
    if (!ports.isEmpty()) {
      noneSince = System.nanoTime();
      return CALM_MS;
    }
    long waited = (System.nanoTime() - noneSince) / NANOS_PER_MS;
    return Math.max(EAGER_MS, Math.min(CALM_MS, waited / SHARE_OF_WAIT));
  }

  /** The ports listened on, with the epoch milliseconds at which each was first seen. */
  public Map<Integer, Long> ports() {
    return Map.copyOf(since);
  }
}
