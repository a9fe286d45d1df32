// Every page in a real browser: light, dark, on paper, on a phone, and without scripts.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { sep } from 'node:path';
import test, { after } from 'node:test';
import { DIST, open, setUp } from './browser.js';

const { site, chromium, skip, stop } = await setUp();
after(stop);
const paths = skip
  ? []
  : readdirSync(DIST, { recursive: true })
      .filter((each) => each.endsWith('.html') && each !== '404.html')
      .map((each) => `/${each.split(sep).join('/')}`)
      .sort();

for (const path of paths) {
  test(`${path} is whole in both themes and fits on a phone`, async () => {
    const { page, troubles, close } = await open(site, chromium, { colorScheme: 'light' });
    await page.goto(site.address + path, { waitUntil: 'load' });
    await page.waitForFunction(() => document.querySelector('#app')?.__vue_app__);

    for (const theme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme: theme });
      await page.waitForFunction(
        (dark) => document.documentElement.classList.contains('dark') === dark,
        theme === 'dark',
      );
      await drawn(page);
      const seen = await page.$$eval('.picture', (pictures) =>
        pictures.map((each) =>
          [...each.querySelectorAll('img')]
            .filter((img) => img.checkVisibility() && img.naturalWidth > 0)
            .map((img) => img.className)
            .join(),
        ),
      );
      assert.deepEqual(seen, seen.map(() => `picture-${theme}`), `pictures, ${theme}`);
    }
    await page.setViewportSize({ width: 375, height: 800 });
    const tooWide = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.equal(tooWide, 0, 'pixels too wide for a phone');
    assert.deepEqual(troubles, []);
    await close();
  });
}

/** Waits until all diagrams of the page are drawn. One that cannot be drawn is an error in the page. */
const drawn = (page) =>
  page.waitForFunction(() =>
    [...document.querySelectorAll('.diagram')].every(
      (each) => [...each.querySelectorAll('svg')].filter((svg) => svg.checkVisibility()).length === 1,
    ),
  );

test('folded answers open with the keyboard', { skip }, async () => {
  const { page, close } = await open(site, chromium);
  await page.goto(`${site.address}/02-persistence.html`);
  const summary = page.locator('details > summary').first();
  await summary.focus();
  await page.keyboard.press('Enter');

  assert.equal(await page.locator('details').first().getAttribute('open'), '');
  await close();
});

test('the search finds a word of a chapter', { skip }, async () => {
  const { page, troubles, close } = await open(site, chromium);
  await page.goto(`${site.address}/00-start-here.html`);
  await page.waitForFunction(() => document.querySelector('#app')?.__vue_app__);
  await page.keyboard.press('Control+k');
  await page.locator('#localsearch-input').fill('tombstone');
  await page.locator('.VPLocalSearchBox .result').first().waitFor();
  const found = await page.$$eval('.VPLocalSearchBox .result', (all) => all.map((each) => each.href));

  assert.ok(found.some((each) => each.includes('/03-tombstones')), found.join(' '));
  assert.deepEqual(troubles, []);
  await close();
});

test('on paper there is dark text on white, and nothing to click, in either theme', { skip }, async () => {
  for (const colorScheme of ['light', 'dark']) {
    const { page, close } = await open(site, chromium, { colorScheme });
    await page.goto(`${site.address}/02-persistence.html`);
    await page.emulateMedia({ media: 'print', colorScheme });
    const paper = await page.evaluate(() => ({
      back: getComputedStyle(document.body).backgroundColor,
      text: getComputedStyle(document.querySelector('.vp-doc p')).color,
      bars: [...document.querySelectorAll('.VPNav, .VPSidebar, .VPDocFooter, .VPLocalNav')].filter(
        (each) => each.checkVisibility(),
      ).length,
    }));

    assert.deepEqual(paper, { back: 'rgb(255, 255, 255)', text: 'rgb(0, 0, 0)', bars: 0 });
    await close();
  }
});

for (const name of ['log', 'power-cut', 'bloom', 'amplification']) {
  test(`without scripts the page of ${name} explains itself`, { skip }, async () => {
    const { page, close } = await open(site, chromium, { javaScriptEnabled: false });
    await page.goto(`${site.address}/site/play/${name}.html`);
    const text = await page.locator('.vp-doc').innerText();

    assert.match(text, /needs scripts, which are\s+off/);
    assert.match(text, /What you can see/);
    await close();
  });
}
