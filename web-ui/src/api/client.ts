import { learnClock } from './clock';
import type {
  CommandReply,
  Dump,
  DumpSummary,
  Owner,
  Page,
  PlimsollEvent,
  Run,
  Service,
  Timeline,
} from './types';

const BASE = '/api/v1/';

/** The collector answered, but not with what was asked for. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    title: string,
    readonly detail: string,
  ) {
    super(detail || title);
  }
}

type Query = Record<string, string | number | null | undefined>;

function url(path: string, query: Query): string {
  const parameters = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== null && value !== undefined) parameters.set(key, String(value));
  }
  const text = parameters.toString();
  return BASE + path + (text ? '?' + text : '');
}

async function call<T>(address: string, init: RequestInit): Promise<T> {
  const response = await fetch(address, {
    ...init,
    headers: { Accept: 'application/json', ...init.headers },
  });
  learnClock(response.headers.get('Date'));
  if (!response.ok) throw await problem(response);
  return (await response.json()) as T;
}

async function problem(response: Response): Promise<ApiProblem> {
  try {
    const body = (await response.json()) as { title?: string; detail?: string };
    return new ApiProblem(response.status, body.title ?? response.statusText, body.detail ?? '');
  } catch {
    // A proxy between here and the collector speaks HTML.
    return new ApiProblem(response.status, `The collector answered ${response.status}.`, '');
  }
}

function get<T>(path: string, query: Query, signal?: AbortSignal): Promise<T> {
  return call<T>(url(path, query), signal ? { signal } : {});
}

async function items<T>(path: string, query: Query, signal?: AbortSignal): Promise<T[]> {
  return (await get<Page<T>>(path, query, signal)).items;
}

export const api = {
  services: (signal?: AbortSignal) => items<Service>('services', {}, signal),

  run: (id: string, signal?: AbortSignal) => get<Run>('runs/' + encodeURIComponent(id), {}, signal),

  runs: (query: { service: string; instance: string; limit: number }, signal?: AbortSignal) =>
    items<Run>('runs', query, signal),

  timeline: (
    query: { run: string; from: number; to: number; points: number; metrics?: string },
    signal?: AbortSignal,
  ) => get<Timeline>('timeline', query, signal),

  events: (
    query: { service: string; instance: string; from?: number; to?: number; limit: number },
    signal?: AbortSignal,
  ) => items<PlimsollEvent>('events', query, signal),

  owners: (run: string, signal?: AbortSignal) => items<Owner>('owners', { run }, signal),

  dumps: (service: string, signal?: AbortSignal) =>
    items<Dump>('dumps', { service, limit: 100 }, signal),

  dumpSummary: (id: string, signal?: AbortSignal) =>
    get<DumpSummary>(`dumps/${encodeURIComponent(id)}/summary`, {}, signal),

  dumpFile: (id: string) => url(`dumps/${encodeURIComponent(id)}/file`, {}),

  command: (run: string, type: 'dump' | 'replace' | 'stop', reason: string) =>
    call<CommandReply>(url(`runs/${encodeURIComponent(run)}/commands`, {}), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ type, reason }),
    }),
};
