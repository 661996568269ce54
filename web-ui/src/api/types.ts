/** Shapes of the collector's HTTP API. Times are epoch ms, sizes bytes, fractions 0 to 1. */
export type Metrics = Record<string, number | null | undefined>;

export interface Page<T> {
  items: T[];
  next: string | null;
}

export interface Lines {
  warn: number;
  dump: number;
  restart: number;
}

export type Level = 'fine' | 'watched' | 'trouble';

export type RunState =
  'starting' | 'ready' | 'draining' | 'stopped' | 'crashed' | 'crash-looping' | 'lost';

export interface Spark {
  from: number;
  step: number;
  /** Live heap as a fraction of max heap. */
  live: (number | null)[];
}

export interface Instance {
  instance: string;
  service: string;
  host: string;
  runtime: string;
  version: string;
  state: RunState;
  since: number;
  run: string;
  pid: number;
  lines: Lines | null;
  latest: Metrics;
  latestAt: number | null;
  forecastMs: number | null;
  spark: Spark | null;
  lastEvent: { at: number; kind: string; text: string } | null;
  runs: number;
  level: Level;
}

export interface Service {
  name: string;
  instances: Instance[];
}

export interface Exit {
  code: number | null;
  signal: number | null;
  cause: string;
  sentence: string;
  log: string[];
}

export interface Run {
  id: string;
  service: string;
  instance: string;
  pid: number;
  host: string;
  runtime: string;
  version: string;
  state: RunState;
  startedAt: number;
  endedAt: number | null;
  exit: Exit | null;
  latest: Metrics;
  latestAt: number | null;
  lines: Lines | null;
  supervisor: string | null;
}

export interface Column {
  min: (number | null)[];
  max: (number | null)[];
  avg: (number | null)[];
  last: (number | null)[];
}

export interface Timeline {
  run: string;
  from: number;
  to: number;
  step: number;
  resolution: string;
  times: number[];
  series: Record<string, Column>;
}

export interface PlimsollEvent {
  id: string;
  at: number;
  run: string;
  service: string;
  instance: string;
  kind: string;
  text: string;
  command?: string | null;
  line?: string;
  exit?: Exit | null;
  dump?: string;
}

export interface Owner {
  run: string;
  kind: string;
  owner: string;
  frame?: string | null;
  count: number;
  oldestMs: number;
  /** Of requests that ended lately, ms. */
  latency?: { p50: number; p99: number; max: number } | null;
  bytes?: number | null;
}

export interface Dump {
  id: string;
  run: string;
  service: string;
  instance: string;
  at: number;
  reason: string;
  format: string;
  bytes: number | null;
  sha256: string | null;
  state: string;
  method: string;
  pauseMs: number | null;
  received?: number | null;
  error?: string | null;
}

export interface RetainedType {
  type: string;
  instances: number;
  shallow: number;
  retained: number;
  percent: number;
}

export interface DumpSummary {
  bytes: number;
  objects: number;
  liveBytes: number;
  classes: number;
  topRetained: RetainedType[];
  /** What has piled up; null or absent where the heap is spread over many things. */
  accumulation?: (RetainedType & { heldBy: { type: string }[] }) | null;
  truncated?: boolean;
}

export interface CommandReply {
  id: string;
  state: string;
  type: string;
  run: string;
}
