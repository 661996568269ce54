import { describe, expect, it } from 'vitest';
import {
  bytes,
  bytesOf,
  calmDuration,
  count,
  duration,
  percent,
  roundBytes,
  roundDuration,
  share,
} from '../src/units/format';

const MIB = 1024 * 1024;
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('sizes', () => {
  it('have one decimal from KiB up, so that a column has one precision', () => {
    expect([512, 1536, 205.26 * MIB, 3.44 * 1024 * MIB].map(bytes).map(plain)).toEqual([
      '512 B',
      '1.5 KiB',
      '205.3 MiB',
      '3.4 GiB',
    ]);
  });

  it('are an en dash when not known, never a zero', () => {
    expect([bytes(null), bytes(undefined), bytes(NaN), bytes(0)]).toEqual([
      '–',
      '–',
      '–',
      '0\u00a0B',
    ]);
  });

  it('lose the decimal on axes where nothing is behind it', () => {
    expect(plain(roundBytes(256 * MIB))).toBe('256 MiB');
    expect(plain(roundBytes(1.5 * 1024 * MIB))).toBe('1.5 GiB');
  });

  it('of a part are told in the unit of the whole', () => {
    expect(plain(bytesOf(205.4 * MIB, 256 * MIB))).toBe('205 of 256 MiB');
    expect(plain(bytesOf(900 * MIB, 4096 * MIB))).toBe('0.9 of 4.0 GiB');
    expect(plain(bytesOf(null, 256 * MIB))).toBe('– of 256 MiB');
    expect(plain(bytesOf(205 * MIB, null))).toBe('205.0 MiB');
  });
});

describe('spans of time', () => {
  it('use at most two units', () => {
    const cases: [number, string][] = [
      [0, '0 ms'],
      [840, '840 ms'],
      [9_800, '9.8 s'],
      [59_949, '59.9 s'],
      [59_960, '1 min'],
      [192_000, '3 min 12 s'],
      [44 * 60_000, '44 min'],
      [130 * 60_000, '2 h 10 min'],
      [24 * 3_600_000, '1 d'],
      [76 * 3_600_000, '3 d 4 h'],
    ];
    for (const [ms, text] of cases) expect(plain(duration(ms))).toBe(text);
  });

  it('have no tenths where they tick each second, nor on axes', () => {
    expect(plain(calmDuration(9_800))).toBe('9 s');
    expect(plain(roundDuration(10_000))).toBe('10 s');
    expect(plain(roundDuration(2_500))).toBe('2.5 s');
  });

  it('are not known when there is no number', () => {
    expect(duration(null)).toBe('–');
  });
});

describe('shares and counts', () => {
  it('are whole per cent, or with a decimal where they are small', () => {
    expect(plain(percent(0.768))).toBe('77 %');
    expect(plain(share(0.0351))).toBe('3.5 %');
    expect(percent(null)).toBe('–');
  });

  it('group their thousands', () => {
    expect(plain(count(40_213))).toBe('40 213');
    expect(plain(count(1_893_022))).toBe('1 893 022');
    expect(count(12)).toBe('12');
  });
});
