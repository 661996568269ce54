package dev.plimsoll.agent.programs;

import dev.plimsoll.agent.spy.Spy;
import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Takes the calls of woven code, for a program that wants to know whether there is any. Its parent
 * is called {@code java.lang.PlimsollSpy} in the packaged agent; the test renames it here too.
 */
public final class OwnSpy extends Spy {
  private static final AtomicInteger CALLS = new AtomicInteger();

  /** Used instead of the agent's from now on. */
  public static void arm() {
    Spy.arm(new OwnSpy());
  }

  public static int calls() {
    return CALLS.get();
  }

  @Override
  protected void onOpened(String kind, Object handle, @Nullable Object about) {
    CALLS.incrementAndGet();
  }

  @Override
  protected void onClosed(Object handle) {
    CALLS.incrementAndGet();
  }

  @Override
  protected void onSlowConnect(long nanos) {}

  @Override
  protected void onSeen(String kind, Object thing) {
    CALLS.incrementAndGet();
  }

  @Override
  protected @Nullable Object onRequestBegins(@Nullable String scheme, String host, int port) {
    return null;
  }

  @Override
  protected void onRequestPromised(Object request, @Nullable CompletableFuture<?> future) {}

  @Override
  protected void onRequestEnds(Object request) {}

  @Override
  protected void onCallBegins(Object call, @Nullable String scheme, String host, int port) {}

  @Override
  protected void onCallEnds(Object call) {}

  @Override
  protected void onExchangeBegins(Object exchange, @Nullable String method, @Nullable String path) {
    CALLS.incrementAndGet();
  }

  @Override
  protected void onExchangeEnds(Object exchange) {
    CALLS.incrementAndGet();
  }

  @Override
  protected SocketAddress onBinding(Object listener, SocketAddress address, int backlog) {
    return address;
  }

  @Override
  protected void onBound(Object listener, boolean done) {}
}
