// What a run holds open, and what a dump of it tells.
import { sampleAt } from './model.mjs';

export function ownersOf(run, now) {
  const m = sampleAt(run, (run.endedAt ?? now) - 1000);
  if (!m) return [];
  const owner = (kind, name, frame, count, oldestMs) => ({
    run: run.id,
    kind,
    owner: name,
    frame,
    count,
    oldestMs,
  });
  return [
    owner(
      'request-out',
      'push-gateway.example:9443',
      'dev.example.push.Gateway.send(Gateway.java:88)',
      m['requests.out'],
      m['requests.oldest'],
    ),
    owner(
      'request-in',
      'POST /messages',
      'dev.example.push.Server.accept(Server.java:41)',
      m['requests.in'],
      180,
    ),
    owner('socket', 'push-gateway.example:9443', null, m.sockets, 92_000),
    owner('socket', 'db.example:5432', 'dev.example.push.Pool.open(Pool.java:52)', 8, 610_000),
    owner('file', '/var/log/push', null, 3, 1_200_000),
    owner('listener', '0.0.0.0:3000', null, 1, 170_000),
    owner('executor', 'sender-pool', null, 16, 170_000),
  ].filter((o) => o.count > 0);
}

export function summary() {
  const type = (name, instances, retained) => ({
    type: name,
    instances,
    shallow: instances * 48,
    retained,
    percent: (retained / 195e6) * 100,
  });
  return {
    bytes: 205_940_000,
    objects: 1_893_022,
    liveBytes: 195_000_000,
    classes: 4120,
    truncated: false,
    biggest: [],
    accumulation: {
      ...type('dev.example.push.PendingCall', 28_114, 161_300_000),
      heldBy: [{ type: 'java.util.concurrent.ConcurrentHashMap' }],
    },
    topRetained: [
      type('dev.example.push.PendingCall', 28_114, 161_300_000),
      type('java.util.concurrent.ConcurrentHashMap$Node[]', 412, 163_000_000),
      type('byte[]', 84_203, 148_800_000),
      type('java.lang.Class', 4120, 9_300_000),
      type('java.lang.String', 61_204, 5_820_000),
    ],
  };
}
