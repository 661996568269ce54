package dev.plimsoll.server.dumps;

import dev.plimsoll.store.DumpRecord;
import dev.plimsoll.store.DumpState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Throws away the dumps that nobody needs any more. */
final class DumpCleaner {
  private static final Logger LOG = LoggerFactory.getLogger(DumpCleaner.class);

  private final DumpCatalogue catalogue;
  private final DumpFiles files;
  private final DumpKeeping keeping;

  DumpCleaner(DumpCatalogue catalogue, DumpFiles files, DumpKeeping keeping) {
    this.catalogue = catalogue;
    this.files = files;
    this.keeping = keeping;
  }

  synchronized void clean() {
    List<DumpRecord> kept =
        new ArrayList<>(
            catalogue.in(DumpState.STORED, DumpState.ANALYSING, DumpState.READY, DumpState.FAILED));
    kept.removeIf(dump -> files.size(dump) == 0);
    surplus(kept).forEach(this::delete);
  }

  /** From the newest down: what the service's share or the total has no room for. */
  private List<DumpRecord> surplus(List<DumpRecord> oldestFirst) {
    Map<String, Integer> ofService = new HashMap<>();
    List<DumpRecord> surplus = new ArrayList<>();
    long bytes = 0;
    for (int i = oldestFirst.size() - 1; i >= 0; i--) {
      DumpRecord dump = oldestFirst.get(i);
      int count = ofService.merge(dump.service(), 1, Integer::sum);
      bytes += files.size(dump);
      boolean newestOfAll = i == oldestFirst.size() - 1;
      if (!newestOfAll && (count > keeping.perService() || bytes > keeping.maxBytes())) {
        surplus.add(dump);
        bytes -= files.size(dump);
      }
    }
    surplus.removeIf(dump -> dump.state() == DumpState.ANALYSING);
    return surplus;
  }

  private void delete(DumpRecord dump) {
    try {
      files.delete(dump);
      catalogue.delete(dump);
      LOG.info("dump {} of {} deleted to make room for newer ones", dump.id(), dump.service());
    } catch (IOException e) {
      LOG.warn("dump {} cannot be deleted: {}", dump.id(), e.getMessage());
    }
  }
}
