// Opens the page of a running demo that has been through one replacement, asserts what is drawn,
// and takes the README's picture. The surrounding test says where everything is:
// PLIMSOLL_URL, PLIMSOLL_RUN (the replaced run), PLIMSOLL_BROWSER, PLIMSOLL_PICTURE.
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

const { PLIMSOLL_URL: url, PLIMSOLL_RUN: run } = process.env;
const PATIENCE = 15_000;

const browser = await chromium.launch({
  executablePath: process.env.PLIMSOLL_BROWSER,
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
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(PATIENCE);
  const complaints = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));

  await fleetShowsTheInstance(page);
  await timelineShowsTheStory(page);
  await liveUpdateNeedsNoReload(page);
  await page.screenshot({ path: process.env.PLIMSOLL_PICTURE });
  await aRunThatIsNotThereIsSaidSo(browser);

  assert.deepEqual(complaints, [], 'errors on the console');
  console.log('the page shows the story');
} finally {
  await browser.close();
}

async function fleetShowsTheInstance(page) {
  await page.goto(url);
  const row = page.getByTestId('fleet-row').first();
  await row.waitFor();
  assert.equal(await page.getByTestId('fleet-row').count(), 1);
  const text = await row.innerText();
  assert.match(text, /push/);
  assert.match(text, /of\s256\sMiB/);
  await row.getByTestId('hull').waitFor();
  await row.click();
  await page.waitForURL(/\/runs\/[^/]+/);
}

async function timelineShowsTheStory(page) {
  await page.goto(`${url}/runs/${run}`);
  await page.getByTestId('run-band').nth(1).waitFor();
  await hasSeries(page, 'lane-memory', ['live', 'external', 'rss', 'max']);
  await hasSeries(page, 'lane-requests', ['requests']);
  await hasSeries(page, 'lane-gc', ['pause']);
  for (const kind of ['line-crossed', 'dump-captured', 'replaced', 'exit']) {
    await page.locator(`[data-testid="event-row"][data-kind="${kind}"]`).first().waitFor();
    await page.locator(`[data-testid="event-mark"][data-kind~="${kind}"]`).first().waitFor();
  }
  await page.getByTestId('dump-row').first().waitFor();
  await page.getByTestId('readings').waitFor();
  for (const lane of ['lane-memory', 'lane-requests', 'lane-gc']) {
    assert.ok(await somethingIsPainted(page, lane), `${lane} is painted`);
  }
}

async function hasSeries(page, lane, names) {
  const section = page.getByTestId(lane);
  await section.waitFor();
  await page.waitForFunction(
    ([id, wanted]) => {
      const drawn = document.querySelector(`[data-testid="${id}"]`)?.dataset.series ?? '';
      return wanted.every((name) => drawn.includes(name));
    },
    [lane, names],
  );
}

/** A canvas with more than one colour on it. */
async function somethingIsPainted(page, lane) {
  return page
    .getByTestId(lane)
    .locator('canvas')
    .first()
    .evaluate((canvas) => {
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      const colours = new Set();
      for (let i = 0; i < data.length; i += 4) {
        colours.add((data[i] << 24) | (data[i + 1] << 16) | (data[i + 2] << 8) | data[i + 3]);
        if (colours.size > 3) return true;
      }
      return false;
    });
}

/** Of the run that lives now; the page of one that has ended has nothing to wait for. */
async function liveUpdateNeedsNoReload(page) {
  const runs = await (await page.request.get(`${url}/api/v1/runs?service=push`)).json();
  await page.goto(`${url}/runs/${runs.items[0].id}`);
  await page.getByTestId('run-band').nth(1).waitFor();
  await page.evaluate(() => (window.sameDocument = true));
  for (let second = 0; second < 3; second++) {
    await page.waitForResponse(
      (response) => response.url().includes('/api/v1/timeline') && response.ok(),
    );
  }
  assert.equal(await page.evaluate(() => window.sameDocument), true);
}

async function aRunThatIsNotThereIsSaidSo(anyBrowser) {
  const page = await anyBrowser.newPage();
  await page.goto(`${url}/runs/no-such-run`);
  await page.getByTestId('not-found').waitFor({ timeout: PATIENCE });
  await page.close();
}
