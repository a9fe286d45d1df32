// Somebody without a mouse plays with each of the things, in light and in dark.

import assert from 'node:assert/strict';
import test, { after } from 'node:test';
import { open, setUp } from './browser.js';

const { site, chromium, skip, stop } = await setUp();
after(stop);

/** Runs `play` in both themes; it gets the page and helpers, and nothing may go wrong in the page. */
function plaything(name, sentence, play) {
  for (const colorScheme of ['light', 'dark']) {
    test(`${name}: ${sentence} (${colorScheme})`, { skip }, async () => {
      const { page, troubles, close } = await open(site, chromium, { colorScheme });
      await page.goto(`${site.address}/site/play/${name}.html`);
      await page.locator('.play').waitFor();
      const keys = {
        page,
        /** Presses Tab until the element with this name has the focus. */
        async tabTo(wanted) {
          for (let i = 0; i < 120; i++) {
            await page.keyboard.press('Tab');
            if ((await nameOfFocus(page)).startsWith(wanted)) {
              return;
            }
          }
          assert.fail(`Tab never comes to ${wanted}`);
        },
        async press(...pressed) {
          for (const each of pressed) {
            await page.keyboard.press(each);
          }
        },
        async write(text) {
          await page.keyboard.press('Control+a');
          await page.keyboard.type(text);
        },
        /** Back to the beginning of the page. */
        top: () => page.evaluate(() => document.activeElement.blur()),
        says: async (text) =>
          assert.match((await page.locator('.play-status').allInnerTexts()).join('\n'), text),
      };

      await play(keys);

      assert.deepEqual(troubles, []);
      assert.deepEqual(await unnamed(page), [], 'controls without a name');
      await close();
    });
  }
}

const nameOfFocus = (page) =>
  page.evaluate(() => {
    const { activeElement: focus } = document;
    if (!focus.closest('.play')) {
      return '';
    }
    return focus.getAttribute('aria-label') ?? focus.labels?.[0]?.innerText.trim() ?? focus.innerText;
  });

const unnamed = (page) =>
  page.$$eval('.play :is(button, input, select)', (controls) =>
    controls
      .filter((each) => !each.getAttribute('aria-label') && !each.labels?.[0]?.innerText.trim() && !each.innerText.trim())
      .map((each) => each.outerHTML),
  );

plaything('log', 'a put, a delete, a compaction', async ({ page, tabTo, write, press, says, top }) => {
  const bytes = () => page.locator('.log-bytes button').count();
  assert.equal(await bytes(), 103);

  await tabTo('Key');
  await write('thé');
  await press('Tab');
  await write('茶');
  await press('Enter');
  await says(/Appended 24 bytes at offset 103/);
  await tabTo('Delete');
  await press('Enter');
  await says(/tombstone/);
  assert.equal(await bytes(), 103 + 24 + 21);
  await press('Enter');
  await says(/no such key/);
  await tabTo('Compact');
  await press('Space');
  await says(/148 bytes became 27/);

  await top();
  await tabTo('Key');
  await write('');
  await press('Backspace', 'Enter');
  await says(/Refused: a key needs/);
});

plaything('log', 'a byte is broken, and opening says so', async ({ tabTo, press, says, top }) => {
  await tabTo('Byte 0 is');
  await press('ArrowRight', 'ArrowDown', 'Enter');
  await says(/bit 0 of byte 17 was flipped/);
  await top();
  await tabTo('Close and open');
  await press('Enter');
  await says(/Refused: damage at offset 0, the body checksum does not match/);
  await tabTo('An example');
  await press('Enter');
  await top();
  await tabTo('Tear off the last byte');
  await press('Enter');
  await top();
  await tabTo('Close and open');
  await press('Enter');
  await says(/Cut 21 bytes off the end \(the file ends inside of it\) and kept 3 records/);
});

plaything('power-cut', 'a forgotten force loses a put', async ({ page, tabTo, press, says, top }) => {
  await says(/Every promise is kept/);
  await tabTo('Try every state');
  await press('Enter');
  await says(/Tried 127 states.*every promise was kept/);
  await top();
  await tabTo('force the log after each record');
  await press('Space');
  await tabTo('Try every state');
  await press('Enter');
  await says(/break a promise/);
  await says(/LOST: a was 1 and acknowledged, the store has nothing/);
  assert.match(await page.locator('.cut-program').innerText(), /LOST/);
});

plaything('power-cut', 'one chooses what the disk keeps', async ({ page, tabTo, press, says, top }) => {
  await tabTo('One back');
  await press('Enter', 'Enter');
  await tabTo('10: write data.log');
  await press('ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowUp', 'Enter');
  await says(/Every promise is kept/);
  await tabTo('Bytes of the last write');
  await press('ArrowLeft', 'ArrowLeft');
  assert.match(await page.locator('.play').innerText(), /cuts 17 bytes off/);
  await says(/Every promise is kept/);
  await top();
  await tabTo('recovery compares checksums');
  await press('Space');
  await tabTo('The rest of it is');
  await press('ArrowDown');
  await says(/GARBAGE/);
});

plaything('bloom', 'keys are added and asked for', async ({ page, tabTo, write, press, says, top }) => {
  await tabTo('Key');
  await press('Enter');
  await says(/Never seen: bit/);
  await tabTo('Add 8 teas');
  await press('Enter');
  await says(/Added 8 keys/);
  await top();
  await tabTo('Key');
  await write('black');
  await press('Enter');
  await says(/Perhaps.*It was added/);
  const marked = await page.locator('.bloom-bits [data-marked="true"]').count();
  assert.ok(marked >= 1 && marked <= 6);
  await top();
  await tabTo('Probes');
  await write('44');
  await press('Tab');
  const set = await page.locator('.play tr', { hasText: 'bits that are 1' }).locator('td').innerText();
  assert.ok(parseInt(set, 10) > 55, set);
});

plaything('bloom', 'a cleared bit makes it lie', async ({ page, tabTo, press, says, top }) => {
  await tabTo('Add it');
  await press('Enter');
  const first = await page.$$eval('.bloom-bits button', (bits) => bits.findIndex((each) => each.innerText === '1'));
  await tabTo('bit 0');
  await press(...Array(first).fill('ArrowRight'), 'Enter');
  await says(new RegExp(`Bit ${first} is 0 now. It is a bit of tea`));
  await top();
  await tabTo('Key');
  await press('Enter');
  await says(/But it was added/);
});

plaything('amplification', 'both numbers follow the dead ratio', async ({ page, tabTo, write, press }) => {
  const row = async (name) => page.locator('.play tr', { hasText: name }).innerText();
  assert.match(await row('written for each byte'), /2\.00\s×/);
  await tabTo('The log is rewritten');
  await press('ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight');
  assert.match(await row('written for each byte'), /1\.33\s×/);
  assert.match(await row('largest'), /4\.00\s×/);
  await tabTo('Live data');
  await write('1000');
  assert.match(await row('room on the disk'), /4\.00\sTB/);
  assert.match(await page.locator('.amp-picture title').innerHTML(), /Written 1\.33(\s|&nbsp;)×/);
});
