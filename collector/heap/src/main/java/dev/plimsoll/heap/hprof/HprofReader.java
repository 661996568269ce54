package dev.plimsoll.heap.hprof;

import dev.plimsoll.heap.graph.HeapGraph;
import dev.plimsoll.heap.graph.HeapNodes;
import dev.plimsoll.heap.graph.NodeIds;
import dev.plimsoll.heap.graph.Progress;
import dev.plimsoll.heap.graph.References;
import dev.plimsoll.heap.graph.UnreadableHeapException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;

/**
 * Reads an HPROF heap dump of HotSpot, plain or gzip, in two walks over the file: the first numbers
 * the objects, the second links them. Never holds the file in memory.
 *
 * <p>Roots are those of the dump plus all classes of the boot loader, which the JVM never unloads;
 * what a thread's stack holds is a reference of the thread. Referents of weak and phantom
 * references are not references; those of soft and final references are. Limits: 2,147,483,639
 * objects and as many references.
 *
 * <p>A file that ends too early is read as far as it goes if at least one heap segment is complete.
 * As HotSpot may write roots last, objects of such a dump that nothing refers to count as roots.
 */
public final class HprofReader {
  private static final String FINDING = "finding objects";
  private static final String LINKING = "reading references";

  private final Path file;
  private final Progress progress;
  private long objects;
  private long references;

  public HprofReader(Path file, Progress progress) {
    this.file = file;
    this.progress = progress;
  }

  /**
   * How many objects there are; while {@link #read} still counts, as many as are to be expected.
   */
  public long objects() {
    return objects;
  }

  /** How many references there are, once {@link #read} has counted them; 0 before. */
  public long references() {
    return references;
  }

  /**
   * Reads the whole dump.
   *
   * @throws UnreadableHeapException if the file is no HPROF dump, or damaged, or ends before its
   *     first heap segment does; the message is a sentence with the offset
   * @throws IOException if the file cannot be read
   */
  public HeapGraph read() throws IOException {
    IndexPass index;
    HprofParser.Ending ending;
    try (HprofInput in = new HprofInput(file)) {
      index = new IndexPass(in);
      ending = new HprofParser(in, index, expecting(index), FINDING).parse(Long.MAX_VALUE);
    }
    if (ending.completeSegments() == 0) {
      throw new UnreadableHeapException(
          "the dump ends at byte %,d, before its first heap segment is complete"
              .formatted(ending.fileEnd()));
    }
    return link(index, ending);
  }

  private Progress expecting(IndexPass index) {
    return (stage, fraction) -> {
      objects = fraction == 0 ? 0 : (long) (index.ids().size() / fraction);
      progress.at(stage, fraction);
    };
  }

  private HeapGraph link(IndexPass index, HprofParser.Ending ending) throws IOException {
    objects = index.ids().size();
    NodeIds ids = NodeIds.of(index.ids().drain());
    ObjectLayout layout = index.layout();
    TypeTable types = new TypeTable();
    try (HprofInput in = new HprofInput(file)) {
      List<HeapClass> classes =
          new ClassResolver(index, ids, types, layout).resolve(index.idSize());
      GraphPass pass =
          new GraphPass(
              in, ids, types, classes, index.classNumbers(), layout, index.roots().byThread(ids));
      BitSet roots = index.roots().nodes(ids);
      bootClasses(index, ids, roots);
      new HprofParser(in, pass, progress, LINKING).parse(ending.end());
      HeapNodes nodes = pass.nodes();
      References links = pass.references();
      references = links.count();
      if (ending.truncated()) {
        unreferenced(nodes, links, roots);
      }
      return new HeapGraph(
          nodes, links, roots.stream().toArray(), classes.size(), ending.truncated());
    }
  }

  private static void bootClasses(IndexPass index, NodeIds ids, BitSet roots) {
    for (ClassDump dump : index.classes()) {
      if (dump.loaderId() == 0) {
        roots.set(ids.find(dump.id()));
      }
    }
  }

  private static void unreferenced(HeapNodes nodes, References references, BitSet roots) {
    BitSet referenced = new BitSet(nodes.count());
    for (int node = 0; node < nodes.count(); node++) {
      for (int at = references.first(node); at != References.END; at = references.next(at)) {
        referenced.set(references.target(at));
      }
    }
    referenced.flip(0, nodes.count());
    roots.or(referenced);
  }
}
