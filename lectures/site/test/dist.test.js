// The built pages name no other address that a browser would load, and no link leads nowhere.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import test from 'node:test';
import { DIST, notBuilt } from './browser.js';

const skip = notBuilt;
const files = skip ? [] : readdirSync(DIST, { recursive: true }).map((each) => join(DIST, each));
const pages = files.filter((each) => each.endsWith('.html'));
const text = new Map(
  files.filter((each) => /\.(html|css)$/.test(each)).map((each) => [each, readFileSync(each, 'utf8')]),
);
const named = (file) => relative(DIST, file).split(sep).join('/');

test('there is a page for every chapter and every plaything', { skip }, () => {
  const sources = readdirSync(join(DIST, '../../..')).filter((each) => /^\d\d-.*\.md$/.test(each));
  assert.ok(sources.length > 0);
  for (const source of sources) {
    assert.ok(existsSync(join(DIST, source.replace('.md', '.html'))), source);
  }
  for (const name of ['log', 'power-cut', 'bloom', 'amplification']) {
    assert.ok(existsSync(join(DIST, `site/play/${name}.html`)), name);
  }
});

test('no page or style loads anything from another address', { skip }, () => {
  const loads = [
    /<(?!a\b)[a-z][^>]*\s(?:src|srcset|href|action|data)="(?:https?:)?\/\/[^"]*"/gi,
    /url\(\s*["']?(?:https?:)?\/\/[^)]*\)/gi,
    /@import\s+["'](?:https?:)?\/\/[^"']*/gi,
  ];
  for (const [file, content] of text) {
    const found = loads.flatMap((each) => content.match(each) ?? []);

    assert.deepEqual(found, [], named(file));
  }
});

test('every link inside of the site leads to a page and a heading that are there', { skip }, () => {
  const ids = new Map(
    pages.map((page) => [page, new Set([...text.get(page).matchAll(/\sid="([^"]*)"/g)].map((m) => m[1]))]),
  );
  const dead = [];
  for (const page of pages) {
    for (const [, href] of text.get(page).matchAll(/<a\b[^>]*\shref="([^"]*)"/g)) {
      if (/^[a-z]+:/i.test(href)) {
        continue;
      }
      const [path, anchor] = decodeURIComponent(href.replaceAll('&amp;', '&')).split('#');
      const target = pageOf(page, path);
      if (!existsSync(target) || (anchor && ids.has(target) && !ids.get(target).has(anchor))) {
        dead.push(`${named(page)}: ${href}`);
      }
    }
  }

  assert.deepEqual(dead, []);
});

function pageOf(from, path) {
  if (path === '') {
    return from;
  }
  const target = path.startsWith('/') ? join(DIST, path) : join(dirname(from), path);
  if (path.endsWith('/')) {
    return join(target, 'index.html');
  }
  return existsSync(target) ? target : `${target}.html`;
}
