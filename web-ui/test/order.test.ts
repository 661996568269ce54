import { describe, expect, it } from 'vitest';
import type { Instance, Level, Service } from '../src/api/types';
import { countLevels, matches, orderFleet } from '../src/fleet/order';

function instance(name: string, level: Level, more: Partial<Instance> = {}): Instance {
  return {
    instance: name,
    service: name.split('/')[0]!,
    host: 'app-1',
    runtime: 'jvm',
    version: '17.0.15',
    state: 'ready',
    since: 0,
    run: 'run-' + name,
    pid: 4242,
    lines: { warn: 0.7, dump: 0.75, restart: 0.8 },
    latest: {},
    latestAt: null,
    forecastMs: null,
    spark: null,
    lastEvent: null,
    runs: 1,
    level,
    ...more,
  };
}

function service(name: string, ...instances: Instance[]): Service {
  return { name, instances };
}

const names = (services: Service[]) =>
  orderFleet(services).flatMap((g) => g.instances.map((i) => i.instance));

describe('rows of the fleet', () => {
  it('come worst first, services by their worst instance', () => {
    const fleet = [
      service('a', instance('a/0', 'fine')),
      service('b', instance('b/0', 'fine'), instance('b/1', 'watched')),
      service('c', instance('c/0', 'fine'), instance('c/1', 'trouble')),
    ];
    expect(names(fleet)).toEqual(['c/1', 'c/0', 'b/1', 'b/0', 'a/0']);
  });

  it('of one level are ordered by name as people count, not as text', () => {
    const fleet = [
      service('a', instance('a/10', 'fine'), instance('a/2', 'fine'), instance('a/1', 'fine')),
    ];
    expect(names(fleet)).toEqual(['a/1', 'a/2', 'a/10']);
  });

  it('do not trade places when only readings change', () => {
    const at = (one: number, two: number) => [
      service(
        'a',
        instance('a/0', 'fine', { latest: { 'heap.live': one } }),
        instance('a/1', 'fine', { latest: { 'heap.live': two } }),
      ),
    ];
    expect(names(at(10, 900))).toEqual(names(at(900, 10)));
  });

  it('leave out services without instances', () => {
    expect(orderFleet([service('a')])).toEqual([]);
  });

  it('are counted by level', () => {
    const fleet = [service('a', instance('a/0', 'fine'), instance('a/1', 'trouble'))];
    expect(countLevels(orderFleet(fleet))).toEqual({ fine: 1, watched: 0, trouble: 1 });
  });
});

describe('the search', () => {
  const row = instance('push/0', 'watched', { host: 'app-7', version: '21.0.2' });

  it('wants every word to occur somewhere in the row', () => {
    expect(matches(row, 'push app-7')).toBe(true);
    expect(matches(row, 'PUSH 21.0')).toBe(true);
    expect(matches(row, 'push app-8')).toBe(false);
  });

  it('finds all rows when it is empty or blank', () => {
    expect(matches(row, '')).toBe(true);
    expect(matches(row, '  ')).toBe(true);
  });

  it('finds by level and pid', () => {
    expect(matches(row, 'watched')).toBe(true);
    expect(matches(row, '4242')).toBe(true);
  });
});
