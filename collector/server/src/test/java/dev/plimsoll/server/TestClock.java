package dev.plimsoll.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that moves when told to. */
public final class TestClock extends Clock {
  public static final long START = 1_790_000_000_000L;

  private final AtomicLong now = new AtomicLong(START);

  public void advance(Duration by) {
    now.addAndGet(by.toMillis());
  }

  @Override
  public long millis() {
    return now.get();
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(now.get());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("nobody asks for local time here");
  }
}
