package dev.plimsoll.heap.graph;

/** Told how far a long piece of work has come. Called often: an implementation must be cheap. */
@FunctionalInterface
public interface Progress {
  /** Nobody listens. */
  Progress NONE = (stage, fraction) -> {};

  /**
   * Called whenever some work is done.
   *
   * @param stage what is being done, a few words ("reading objects")
   * @param fraction how much of this stage is done, 0 to 1; 0 also where that is not known
   */
  void at(String stage, double fraction);
}
