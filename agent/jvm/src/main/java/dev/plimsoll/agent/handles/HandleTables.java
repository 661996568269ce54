package dev.plimsoll.agent.handles;

import dev.plimsoll.agent.listen.Drain;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What is open and what is in flight right now. All tables are bounded. Thread-safe. */
public final class HandleTables implements Drain.Work {
  private static final int HANDLES = 200_000;
  private static final int REQUESTS = 200_000;
  private static final int POLLED = 10_000;

  /** Makes numbers that look like chance of instants that don't. */
  private static final int SPREAD = 0x9E3779B1;

  private final Naming naming = new Naming();
  private final FrameBudget budget = new FrameBudget();
  private final Frames frames;
  private final HeldTable handles = new HeldTable(HANDLES);
  private final HeldTable requests = new HeldTable(REQUESTS);
  private final HeldTable exchanges = new HeldTable(REQUESTS);
  private final HeldTable polled = new HeldTable(POLLED);
  private final Children children = new Children();
  private final SlowConnects slowConnects = new SlowConnects();

  public HandleTables() {
    this(HandleTables.class.getClassLoader());
  }

  /**
   * Empty tables.
   *
   * @param own loader whose frames never opened anything
   */
  HandleTables(ClassLoader own) {
    this.frames = new Frames(own);
  }

  Naming naming() {
    return naming;
  }

  @Override
  public int requests() {
    // What was dropped without a word is in nobody's way.
    int[] count = new int[1];
    exchanges.forEach(held -> count[0]++);
    return count[0];
  }

  @Override
  public boolean showsRequests() {
    return exchanges.everUsed();
  }

  FrameBudget budget() {
    return budget;
  }

  HeldTable handles() {
    return handles;
  }

  HeldTable calls() {
    return requests;
  }

  HeldTable exchanges() {
    return exchanges;
  }

  HeldTable polled() {
    return polled;
  }

  Children children() {
    return children;
  }

  SlowConnects slowConnects() {
    return slowConnects;
  }

  void opened(Object handle, Holder holder) {
    handles.add(
        new Held(handle, holder, System.nanoTime(), frame(System.identityHashCode(handle), holder)),
        handle);
  }

  /** Something that has no other end. */
  void openedSomewhere(String kind, Object handle) {
    Frame opener = frameOrNull();
    Holder holder = naming.ofPlace(kind, opener);
    handles.add(new Held(handle, holder, System.nanoTime(), opener), handle);
  }

  void closed(Object handle) {
    handles.remove(handle);
  }

  void childStarted(Process process, Holder holder) {
    children.add(process.toHandle(), holder, System.nanoTime(), frameOrNull());
  }

  void seen(String kind, Object thing) {
    Frame opener = frameOrNull();
    Holder holder = naming.ofPlace(kind, opener);
    polled.add(new Polled(thing, holder, System.nanoTime(), opener), thing);
  }

  @Nullable Call requestBegan(Holder holder) {
    long now = System.nanoTime();
    Call call = new Call(holder, now, frame((int) (now * SPREAD), holder));
    return requests.add(call, null) ? call : null;
  }

  /** Ends the request when the future does: with a response, an error, or cancelled. */
  void requestPromised(Call call, @Nullable CompletableFuture<?> future) {
    if (future == null) {
      requestEnded(call);
      return;
    }
    call.promisedBy(future);
    var ignored = future.whenComplete((response, error) -> requestEnded(call));
  }

  /** Ends it; again does no harm. */
  void requestEnded(Call call) {
    if (requests.drop(call)) {
      call.holder().took(System.nanoTime() - call.sinceNanos());
    }
  }

  void callBegan(Object call, Holder holder) {
    requests.add(
        new Held(call, holder, System.nanoTime(), frame(System.identityHashCode(call), holder)),
        call);
  }

  void callEnded(Object call) {
    took(requests.remove(call));
  }

  void exchangeBegan(Object exchange, Holder holder) {
    exchanges.add(
        new Held(
            exchange, holder, System.nanoTime(), frame(System.identityHashCode(exchange), holder)),
        exchange);
  }

  void exchangeEnded(Object exchange) {
    took(exchanges.remove(exchange));
  }

  private static void took(@Nullable Held held) {
    if (held != null) {
      held.holder().took(System.nanoTime() - held.sinceNanos());
    }
  }

  private @Nullable Frame frame(int dice, Holder holder) {
    return holder.wantsFrame(dice) ? frameOrNull() : null;
  }

  private @Nullable Frame frameOrNull() {
    return budget.take() ? frames.find() : null;
  }
}
