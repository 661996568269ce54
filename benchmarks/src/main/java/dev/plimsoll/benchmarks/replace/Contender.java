package dev.plimsoll.benchmarks.replace;

/** Something that keeps a server and replaces it. */
interface Contender extends AutoCloseable {
  /** Returns when the server serves. */
  void start(int port) throws Exception;

  /** Returns when it is replaced by another of the same. */
  void replace() throws Exception;

  @Override
  void close() throws Exception;
}
