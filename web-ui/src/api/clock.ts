let skewMs = 0;

const TRUSTED_MS = 2500;

/** Learns how far the collector's clock is from this machine's, from the date of its answer. */
export function learnClock(date: string | null): void {
  const at = date === null ? NaN : Date.parse(date);
  if (Number.isNaN(at)) return;
  const skew = at - Date.now();
  // The date has whole seconds and was written before the answer travelled; less is no skew.
  skewMs = Math.abs(skew) < TRUSTED_MS ? 0 : skew;
}

/** Now by the collector's clock, which all times on the page are told in; epoch ms. */
export function serverNow(): number {
  return Date.now() + skewMs;
}
