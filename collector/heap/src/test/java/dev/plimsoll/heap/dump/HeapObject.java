package dev.plimsoll.heap.dump;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An object, array or class of a {@link TestHeap}, to be linked before the dump is written. */
public final class HeapObject {
  private final long id;
  private final long shallow;
  private final @Nullable HeapObject[] targets;

  HeapObject(long id, long shallow, int references) {
    this.id = id;
    this.shallow = shallow;
    this.targets = new HeapObject[references];
  }

  public long id() {
    return id;
  }

  /** As the summary writes it. */
  public String hexId() {
    return "0x" + Long.toHexString(id);
  }

  /** Bytes the object takes in the heap of the test. */
  public long shallow() {
    return shallow;
  }

  /** Lets the reference fields (own class first) or elements point to these. */
  public HeapObject refersTo(@Nullable HeapObject... others) {
    System.arraycopy(others, 0, targets, 0, others.length);
    return this;
  }

  long[] targetIds() {
    return Arrays.stream(targets).mapToLong(target -> target == null ? 0 : target.id).toArray();
  }
}
