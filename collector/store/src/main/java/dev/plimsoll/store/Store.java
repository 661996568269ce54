package dev.plimsoll.store;

/**
 * Everything the collector keeps on disk. All methods may be called from any thread.
 *
 * <p>Reads see what was written before them. Every method throws {@link StoreException} when the
 * engine fails.
 */
public interface Store extends AutoCloseable {

  /** A piece of work that happens wholly or not at all. */
  interface Work<T> {
    T in(Transaction transaction);
  }

  /**
   * Does the work and returns once it is durable: neither a killed collector nor a power cut loses
   * it. If the work or the engine throws, nothing of the work was written.
   */
  <T> T write(Work<T> work);

  Runs runs();

  Timeline timeline();

  Journal journal();

  Dumps dumps();

  Commands commands();

  /** Whether it can be written right now; tries it if the last write failed. */
  StoreHealth health();

  /** Forgets what is older than the limits. Space is used again, not given back. */
  void prune(Retention olderThan);

  /** Finishes the writes at hand and lets go of the data directory. */
  @Override
  void close();
}
