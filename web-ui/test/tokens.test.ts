import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../src/theme/tokens.css', import.meta.url), 'utf8');
const [light, dark] = css.split(":root[data-theme='dark']").map(tokensOf);

function tokensOf(part: string): Map<string, string> {
  return new Map([...part.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map((m) => [m[1]!, m[2]!]));
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high! + 0.05) / (low! + 0.05);
}

/** Tokens that words are written in. */
const WORDS = [
  'ink',
  'ink-2',
  'fine',
  'watched',
  'trouble',
  'line-warn',
  'line-dump',
  'line-restart',
  'heap-max',
  'limit',
  'oldest',
  'live',
];

describe.each([
  ['light', light!],
  ['dark', dark!],
])('the %s theme', (_name, tokens) => {
  it('has words that can be read on every ground: AA, 4.5 to 1', () => {
    for (const word of WORDS) {
      for (const ground of ['bg', 'surface']) {
        const ratio = contrast(tokens.get(word)!, tokens.get(ground)!);
        expect(ratio, `${word} on ${ground}`).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  it('has names for the same colours as the other', () => {
    expect([...tokens.keys()].sort()).toEqual([...light!.keys()].sort());
  });
});
