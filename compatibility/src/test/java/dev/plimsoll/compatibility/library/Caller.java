package dev.plimsoll.compatibility.library;

/** One client library; {@link #call} begins a request and returns at once. */
interface Caller {
  /** Returns how to give the request up. */
  Runnable call(String url) throws Exception;

  /** A blocking client, on a thread for each call. */
  static Caller onThreads(Blocking client) {
    return url -> {
      Thread thread =
          new Thread(
              () -> {
                try {
                  client.call(url);
                } catch (Exception e) {
                  // Given up, or hung up on: the test looks at what is counted.
                }
              });
      thread.setDaemon(true);
      thread.start();
      return () -> {};
    };
  }

  /** Returns when the answer is read. */
  interface Blocking {
    void call(String url) throws Exception;
  }
}
