package dev.plimsoll.benchmarks.handles;

/** The rows of the table. */
enum Work {
  FILE_ALONE("file open+close, 1 thread", "file 1"),
  FILE_TOGETHER("file open+close, 2 threads", "file 2"),
  CONNECT_ALONE("connect+close, 1 thread", "connect 1"),
  CONNECT_TOGETHER("connect+close, 2 threads", "connect 2");

  private final String label;
  private final String order;

  Work(String label, String order) {
    this.label = label;
    this.order = order;
  }

  String label() {
    return label;
  }

  /** What {@code HandleWork} is told. */
  String order(int millis) {
    return order + " " + millis;
  }
}
