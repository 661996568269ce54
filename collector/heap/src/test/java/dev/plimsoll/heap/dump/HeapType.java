package dev.plimsoll.heap.dump;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A class of a {@link TestHeap}.
 *
 * @param references names of its own reference fields
 * @param primitiveBytes how many byte fields it has behind them
 */
public record HeapType(
    String name,
    HeapObject object,
    @Nullable HeapType parent,
    @Nullable HeapObject loader,
    List<String> references,
    int primitiveBytes) {

  int allReferences() {
    return references.size() + (parent == null ? 0 : parent.allReferences());
  }

  int allPrimitiveBytes() {
    return primitiveBytes + (parent == null ? 0 : parent.allPrimitiveBytes());
  }
}
