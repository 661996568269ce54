package dev.plimsoll.server.dumps;

import dev.plimsoll.store.DumpRecord;
import dev.plimsoll.store.DumpState;
import dev.plimsoll.store.StoreException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Analyses dumps one after the other: two at once would only fight for memory. */
final class AnalysisQueue implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AnalysisQueue.class);

  private static final String READABLE = "hprof";

  private final DumpCatalogue catalogue;
  private final DumpFiles files;
  private final @Nullable HeapAnalysis analysis;
  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "plimsoll-analysis");
            thread.setDaemon(true);
            return thread;
          });

  AnalysisQueue(DumpCatalogue catalogue, DumpFiles files, @Nullable AnalysisCommand command) {
    this.catalogue = catalogue;
    this.files = files;
    this.analysis = command == null ? null : new HeapAnalysis(command, files);
    catalogue.in(DumpState.STORED, DumpState.ANALYSING).forEach(this::add);
  }

  /** Dumps stay as they are, stored, without an analysis command or of a format it can't read. */
  final void add(DumpRecord dump) {
    HeapAnalysis configured = analysis;
    if (configured == null || !dump.format().equals(READABLE)) {
      return;
    }
    try {
      executor.execute(() -> analyse(dump, configured));
    } catch (RejectedExecutionException e) {
      LOG.debug("closing: dump {} is analysed after the next start", dump.id());
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  private void analyse(DumpRecord dump, HeapAnalysis configured) {
    try {
      catalogue.change(dump.id(), record -> record.in(DumpState.ANALYSING));
      configured.summarise(files.dump(dump), files.summary(dump.id()));
      catalogue.change(dump.id(), record -> record.in(DumpState.READY));
    } catch (HeapAnalysis.FailedException e) {
      String why = String.valueOf(e.getMessage());
      LOG.warn("dump {}: {}", dump.id(), why);
      catalogue.change(dump.id(), record -> record.failed(why));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closing: analysed after the next start
    } catch (StoreException e) {
      LOG.warn("dump {}: {}", dump.id(), e.getMessage());
    }
  }
}
