// The site of the lectures. Its pages are the Markdown files of the folder above; see README.md.

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitepress';
import { chapters } from './chapters.mjs';
import { anchorOf, linksFrom } from './links.mjs';
import { pictures } from './pictures.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const lectures = fileURLToPath(new URL('../..', import.meta.url));
const root = fileURLToPath(new URL('../../..', import.meta.url));

// Settings, from the environment.
const base = process.env.SITE_BASE ?? '/'; // where the site will lie, such as /logkv/
const repository = (process.env.SITE_REPOSITORY ?? '').replace(/\/$/, '');
const branch = process.env.SITE_BRANCH ?? 'main';

const rewrites = {
  'site/index.md': 'index.md',
  ...(existsSync(`${lectures}README.md`) && { 'README.md': 'overview.md' }),
};

const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect y="2" width="16" height="3"' +
  ' fill="#3a7d5c"/><rect y="6.5" width="16" height="3" fill="#3a7d5c"/><rect y="11" width="9"' +
  ' height="3" fill="#c2703d"/></svg>';

/** The pages lie above `node_modules`, so what they import is looked for from here. */
const packagesFromHere = {
  name: 'packages-from-here',
  enforce: 'pre',
  resolveId(id, importer, options) {
    const isPackage = /^vue(\/|$)/.test(id) && importer && !importer.startsWith(here);
    return isPackage
      ? this.resolve(id, `${here}config.mjs`, { ...options, skipSelf: true })
      : null;
  },
};

export default defineConfig({
  title: 'LogKV',
  description: 'Build a key-value store that survives a power cut',
  lang: 'en',
  base,
  srcDir: '..',
  srcExclude: ['site/README.md'],
  rewrites,
  lastUpdated: false,
  head: [['link', { rel: 'icon', href: `data:image/svg+xml,${encodeURIComponent(ICON)}` }]],

  markdown: {
    anchor: { slugify: anchorOf },
    headers: { slugify: anchorOf },
    toc: { slugify: anchorOf },
    config(md) {
      linksFrom({ root, pages: lectures, rewrites, repository, branch })(md);
      pictures(md);
      bracesAreText(md);
      indentedIsFenced(md);
      diagramsAreDrawn(md);
    },
  },

  themeConfig: {
    search: { provider: 'local' },
    sidebar: chapters(lectures),
    nav: [
      { text: 'Start here', link: '/00-start-here' },
      { text: 'Play', link: '/site/play/' },
      ...(repository ? [{ text: 'Code', link: repository }] : []),
    ],
    outline: { level: [2, 3] },
    docFooter: { prev: 'Before', next: 'Next' },
  },

  vite: {
    publicDir: false,
    plugins: [packagesFromHere],
    build: { chunkSizeWarningLimit: 3000 }, // Mermaid is large, and only loaded by pages that draw
  },
});

/** Two braces are text in the lectures, and nothing that the page should compute. */
function bracesAreText(md) {
  const text = md.renderer.rules.text;
  md.renderer.rules.text = (...args) => text(...args).replaceAll('{{', '&#123;&#123;');
}

/** Code that is set off by four spaces looks like code between fences. */
function indentedIsFenced(md) {
  md.renderer.rules.code_block = (tokens, at, ...rest) => {
    tokens[at].info = 'txt';
    return md.renderer.rules.fence(tokens, at, ...rest);
  };
}

/** What is marked as Mermaid is drawn in the page. */
function diagramsAreDrawn(md) {
  const fence = md.renderer.rules.fence;
  md.renderer.rules.fence = (tokens, at, ...rest) =>
    tokens[at].info.trim() === 'mermaid'
      ? `<Diagram source="${encodeURIComponent(tokens[at].content)}" />`
      : fence(tokens, at, ...rest);
}
