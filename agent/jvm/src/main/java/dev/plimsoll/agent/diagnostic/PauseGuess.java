package dev.plimsoll.agent.diagnostic;

/**
 * How long a walk over all objects will stop the application. The first guess is what was measured
 * on a heap of small objects, 1.5 s for each GiB of live heap; after that, what it took here.
 */
final class PauseGuess {
  private static final double FIRST_MS_PER_BYTE = 1_500.0 / (1L << 30);

  /** Even an empty heap has to be stopped and the classes walked. */
  private static final long LEAST_MS = 10;

  private double msPerByte = FIRST_MS_PER_BYTE;

  synchronized long millis(long liveBytes) {
    return LEAST_MS + Math.round(liveBytes * msPerByte);
  }

  /** It took so long; of a tiny heap that says nothing about bytes. */
  synchronized void learn(long liveBytes, long millis) {
    if (liveBytes > 16L << 20) {
      msPerByte = (double) millis / liveBytes;
    }
  }
}
