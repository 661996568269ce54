// `npm run screens`: pictures of the page in the states that matter, into target/screens. Needs the
// built page and Debian's chromium. Says what it took, and fails on any error in the console.
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { createMock } from './server.mjs';

const OUT = fileURLToPath(new URL('../target/screens/', import.meta.url));
const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

const SHOTS = [
  { name: 'fleet-empty', scenario: 'empty' },
  { name: 'fleet-one', scenario: 'one' },
  { name: 'fleet-50', scenario: 'fifty', themes: ['light', 'dark'] },
  { name: 'fleet-500', scenario: 'five-hundred' },
  { name: 'fleet-incident', scenario: 'incident', themes: ['light', 'dark'] },
  { name: 'fleet-phone', scenario: 'fifty', size: PHONE },
  { name: 'fold-phone', scenario: 'incident', run: 'push/0', size: PHONE },
  { name: 'fleet-lost', scenario: 'incident', act: loseCollector },
  { name: 'incident', scenario: 'incident', run: 'push/0', themes: ['light', 'dark'], full: true },
  { name: 'incident-hover', scenario: 'incident', run: 'push/0', act: hover },
  { name: 'incident-zoom', scenario: 'incident', run: 'push/0', act: dragZoom },
  { name: 'incident-24h', scenario: 'incident', run: 'push/0', query: '?span=86400000' },
  {
    name: 'incident-phone',
    scenario: 'incident',
    run: 'push/0',
    size: PHONE,
    themes: ['light', 'dark'],
    full: true,
  },
  { name: 'incident-lost', scenario: 'incident', run: 'push/0', act: loseCollector },
  {
    name: 'confirm',
    scenario: 'incident',
    run: 'push/0',
    act: (page) => page.getByTestId('do-dump').click(),
  },
  { name: 'one', scenario: 'one', run: 'push/0' },
  { name: 'no-agent', scenario: 'no-agent', run: 'legacy/0' },
  { name: 'not-found', scenario: 'one', path: '/runs/00000000-0000-4000-a000-000000000000' },
];

async function hover(page) {
  const box = await page.getByTestId('lane-memory').boundingBox();
  await page.mouse.move(box.x + box.width * 0.55, box.y + 140);
}

async function dragZoom(page) {
  const box = await page.getByTestId('lane-memory').boundingBox();
  await page.mouse.move(box.x + box.width * 0.6, box.y + 140);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.8, box.y + 150, { steps: 4 });
  await page.mouse.up();
  await page.waitForTimeout(900);
}

async function loseCollector(page) {
  await page.route('**/api/**', (route) => route.abort());
  await page.waitForTimeout(4200);
}

const wanted = process.argv.slice(2);
await mkdir(OUT, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
const servers = new Map();
const errors = [];

async function serverOf(scenario) {
  if (!servers.has(scenario)) {
    const server = createMock(scenario);
    await new Promise((done) => server.listen(0, '127.0.0.1', done));
    servers.set(scenario, server);
  }
  return `http://127.0.0.1:${servers.get(scenario).address().port}`;
}

async function take(shot, theme) {
  const base = await serverOf(shot.scenario);
  const context = await browser.newContext({ viewport: shot.size ?? WIDE, colorScheme: theme });
  const page = await context.newPage();
  const name = shot.name + (theme === 'dark' ? '-dark' : '');
  page.on('pageerror', (e) => errors.push(`${name}: ${e.message}`));
  page.on('console', (m) => {
    const expected = shot.act === loseCollector || shot.name === 'not-found';
    if (m.type() === 'error' && !expected) errors.push(`${name}: ${m.text()}`);
  });
  let path = shot.path ?? '/';
  if (shot.run) {
    const { items } = await (await fetch(base + '/api/v1/services')).json();
    const found = items.flatMap((s) => s.instances).find((i) => i.instance === shot.run);
    path = `/runs/${found.run}${shot.query ?? ''}`;
  }
  await page.goto(base + path);
  await page.waitForTimeout(1600);
  await shot.act?.(page);
  await page.waitForTimeout(300);
  await page.screenshot({ path: `${OUT}${name}.png`, fullPage: shot.full ?? false });
  console.log(name);
  await context.close();
}

for (const shot of SHOTS) {
  if (wanted.length > 0 && !wanted.some((w) => shot.name.startsWith(w))) continue;
  for (const theme of shot.themes ?? ['light']) await take(shot, theme);
}
await browser.close();
for (const server of servers.values()) server.close();
for (const e of errors) console.error(e);
process.exitCode = errors.length > 0 ? 1 : 0;
