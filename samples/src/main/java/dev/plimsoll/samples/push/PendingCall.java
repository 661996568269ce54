package dev.plimsoll.samples.push;

/** One message on its way to the gateway: kept, payload and all, until the gateway has answered. */
final class PendingCall {
  private final long id;
  private final byte[] payload;

  PendingCall(long id, byte[] payload) {
    this.id = id;
    this.payload = payload;
  }

  long id() {
    return id;
  }

  byte[] payload() {
    return payload;
  }
}
