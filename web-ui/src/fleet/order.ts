import type { Instance, Level, Service } from '../api/types';

const RANK: Record<Level, number> = { trouble: 0, watched: 1, fine: 2 };

const natural = new Intl.Collator('en', { numeric: true });

export interface Group {
  name: string;
  instances: Instance[];
}

/**
 * Services with their worst instance first, instances likewise. Within a level the order is by
 * name and host alone, never by a reading: rows must not trade places each second.
 */
export function orderFleet(services: Service[]): Group[] {
  return services
    .map((s) => ({ name: s.name, instances: [...s.instances].sort(byLevelThenName) }))
    .filter((g) => g.instances.length > 0)
    .sort((a, b) => worst(a) - worst(b) || natural.compare(a.name, b.name));
}

function byLevelThenName(a: Instance, b: Instance): number {
  return (
    RANK[a.level] - RANK[b.level] ||
    natural.compare(a.instance, b.instance) ||
    natural.compare(a.host, b.host)
  );
}

function worst(group: Group): number {
  return Math.min(...group.instances.map((i) => RANK[i.level]));
}

/** Every word of the search must occur somewhere in what the row shows. */
export function matches(instance: Instance, search: string): boolean {
  const text = [
    instance.instance,
    instance.service,
    instance.host,
    instance.runtime,
    instance.version,
    instance.state,
    instance.level,
    instance.run,
    instance.pid,
  ]
    .join(' ')
    .toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

export type Counts = Record<Level, number>;

export function countLevels(groups: Group[]): Counts {
  const counts: Counts = { fine: 0, watched: 0, trouble: 0 };
  for (const group of groups) for (const i of group.instances) counts[i.level]++;
  return counts;
}
