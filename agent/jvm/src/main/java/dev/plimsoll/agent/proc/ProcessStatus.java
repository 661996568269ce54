package dev.plimsoll.agent.proc;

import dev.plimsoll.agent.sampling.Gauge;
import dev.plimsoll.agent.sampling.Reading;
import dev.plimsoll.wire.reading.Metric;
import java.io.File;
import java.nio.charset.StandardCharsets;

/** Resident memory and threads, as {@code /proc/self/status} has them. */
public final class ProcessStatus implements Gauge {
  private static final byte[] RSS = "VmRSS:".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] THREADS = "Threads:".getBytes(StandardCharsets.US_ASCII);
  private static final long KIB = 1024;

  private final ProcFile status;

  public ProcessStatus(File proc) {
    this.status = new ProcFile(new File(proc, "self/status"));
  }

  @Override
  public void read(Reading reading) {
    if (!status.read()) {
      return;
    }
    long kib = status.numberAfter(RSS);
    if (kib > 0) {
      reading.put(Metric.RSS, kib * KIB);
    }
    long threads = status.numberAfter(THREADS);
    if (threads > 0) {
      reading.put(Metric.THREADS, threads);
    }
  }
}
