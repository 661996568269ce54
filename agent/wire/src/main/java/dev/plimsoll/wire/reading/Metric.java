package dev.plimsoll.wire.reading;

/**
 * Names of the metrics in a {@link Sample}. Sizes are bytes, times milliseconds, shares fractions.
 * An agent may send more; these are the ones the product itself reads.
 */
public final class Metric {
  /** Resident set size of the process. */
  public static final String RSS = "rss";

  public static final String HEAP_USED = "heap.used";
  public static final String HEAP_COMMITTED = "heap.committed";
  public static final String HEAP_MAX = "heap.max";

  /** Reachable after the last collection that could tell; absent until there was one. */
  public static final String HEAP_LIVE = "heap.live";

  /** Milliseconds since the collection that is the evidence for {@link #HEAP_LIVE}. */
  public static final String HEAP_LIVE_AGE = "heap.live.age";

  /** Memory outside the heap that the runtime counts: direct and mapped buffers. */
  public static final String EXTERNAL = "external";

  /** Metaspace, code cache and the like. */
  public static final String NONHEAP = "nonheap";

  public static final String CGROUP_USED = "cgroup.used";

  /** Absent where the container has no limit. */
  public static final String CGROUP_LIMIT = "cgroup.limit";

  public static final String THREADS = "threads";
  public static final String FDS = "fds";
  public static final String SOCKETS = "sockets";
  public static final String HANDLES = "handles";
  public static final String REQUESTS_OUT = "requests.out";
  public static final String REQUESTS_IN = "requests.in";

  /** Age of the oldest request in flight, milliseconds. */
  public static final String REQUESTS_OLDEST = "requests.oldest";

  /** Collections since the start of the run. */
  public static final String GC_COUNT = "gc.count";

  /** Milliseconds the application stood still for GC in that second. */
  public static final String GC_PAUSE = "gc.pause";

  /** Share of the time spent in GC, 0 to 1. */
  public static final String GC_CPU = "gc.cpu";

  /** Bytes allocated in that second. */
  public static final String ALLOC = "alloc";

  /** CPU as a fraction of one core; above 1 on several. */
  public static final String CPU = "cpu";

  private Metric() {}
}
