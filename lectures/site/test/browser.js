// Serves the built site and opens it in a Chromium that is there, for the tests.

import { createServer } from 'node:http';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const DIST = fileURLToPath(new URL('../.vitepress/dist', import.meta.url));

const BROWSERS = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

const browser = BROWSERS.find((each) => each && existsSync(each));

/** Why the tests of the built site cannot run here, or false. */
export const notBuilt = existsSync(join(DIST, 'index.html'))
  ? false
  : 'the site is not built: npm run build';

/**
 * Serves the site and starts the browser.
 *
 * @return `{site, chromium, stop}`, or `{skip}` with the reason why that is not possible here
 */
export async function setUp() {
  if (notBuilt || !browser) {
    return { skip: notBuilt || 'no Chromium found: name one in CHROMIUM', stop() {} };
  }
  let chromium;
  try {
    chromium = await launch();
  } catch (error) {
    return { skip: `${browser} does not start: ${error.message.split('\n')[0]}`, stop() {} };
  }
  const site = await serve();
  const stop = async () => {
    await chromium.close();
    await site.close();
  };
  return { site, chromium, stop, skip: false };
}

/** Starts a server of the built site on a free port; returns `{address, close}`. */
export async function serve() {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const path = decodeURIComponent(pathname);
    const file = path.endsWith('/') ? `${path}index.html` : extname(path) ? path : `${path}.html`;
    try {
      const content = await readFile(join(DIST, file));
      response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const close = () => {
    server.closeAllConnections?.();
    return new Promise((closed) => server.close(closed));
  };
  return { address: `http://127.0.0.1:${server.address().port}`, close };
}

/** Starts the browser. */
export async function launch() {
  const { chromium } = await import('playwright-core');
  return chromium.launch({ executablePath: browser, args: ['--no-sandbox'] });
}

/** Opens a page that remembers what went wrong in it, in `troubles`. */
export async function open(site, chromium, options = {}) {
  const context = await chromium.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000); // a busy machine is slow, not wrong
  const troubles = [];
  page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('requestfailed', (request) => troubles.push(`failed: ${request.url()}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(site.address) && !/^(data|blob):/.test(request.url())) {
      troubles.push(`asks another address: ${request.url()}`);
    }
  });
  page.on('response', (response) => {
    if (response.status() >= 400) {
      troubles.push(`${response.status()}: ${response.url()}`);
    }
  });
  return { page, troubles, close: () => context.close() };
}
