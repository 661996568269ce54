import { describe, expect, it } from 'vitest';
import { forecastWords, standing } from '../src/fleet/words';

const lines = { warn: 0.7, dump: 0.75, restart: 0.8 };
const at = (live: number) => ({ 'heap.live': live, 'heap.max': 100 });
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('the forecast', () => {
  const forecast = (live: number, forecastMs: number | null, state = 'ready' as const) =>
    plain(forecastWords({ state, lines, latest: at(live), forecastMs }).text);

  it('tells when the restart line will be reached', () => {
    expect(forecast(40, 130 * 60_000)).toBe('80 % in 2 h 10 min');
  });

  it('says so when there is no rise', () => {
    expect(forecast(40, null)).toBe('not rising');
  });

  it('says that the line is already crossed, whatever the slope', () => {
    expect(forecast(81, null)).toBe('over 80 % now');
  });

  it('is silent about a run that has ended or whose live heap is not known', () => {
    const ended = { state: 'crashed' as const, lines, latest: at(40), forecastMs: 1000 };
    expect(forecastWords(ended).text).toBe('–');
    expect(forecastWords({ state: 'ready', lines, latest: {}, forecastMs: null }).text).toBe('–');
  });
});

describe('the state', () => {
  it('names the highest line that a ready instance is over', () => {
    const words = [60, 70, 76, 80].map((l) => standing({ state: 'ready', lines, latest: at(l) }));
    expect(words).toEqual(['Ready', 'Over warn line', 'Over dump line', 'Over restart line']);
  });

  it('of an instance that is not ready comes before any line', () => {
    expect(standing({ state: 'draining', lines, latest: at(90) })).toBe('Draining');
  });
});
