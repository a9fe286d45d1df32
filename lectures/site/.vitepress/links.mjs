// Makes the links of the lectures work on the site.
//
// A link to another chapter stays. One to a file that is no page of the site, such as a class of the
// store, leads to the code host if its address is known; else it is shown as text that names the file.

import { existsSync, statSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';

const ELSEWHERE = /^([a-z]+:|\/|#)/i; // another site, this site's root, this page

/**
 * @param root the folder of the repository
 * @param pages the folder `lectures`
 * @param rewrites pages that have another name on the site, as {from: to}
 * @param repository the address of the code host's page, such as https://host/owner/logkv, or ''
 */
export function linksFrom({ root, pages, rewrites, repository, branch }) {
  return (md) => {
    md.core.ruler.push('links_of_the_repository', (state) => {
      const file = state.env.realPath ?? state.env.path;
      for (const block of state.tokens.filter((token) => token.type === 'inline')) {
        block.children.forEach((token, at) => {
          if (token.type === 'link_open' && !ELSEWHERE.test(token.attrGet('href'))) {
            lead(block.children, at, file);
          }
        });
      }
    });
  };

  function lead(tokens, at, file) {
    const [path, anchor] = decodeURI(tokens[at].attrGet('href')).split('#');
    const target = resolve(dirname(file), path);
    const inPages = slashes(relative(pages, target));
    if (rewrites[inPages]) {
      tokens[at].attrSet('href', `/${rewrites[inPages]}${anchor ? `#${anchor}` : ''}`);
    } else if (inPages.startsWith('..') || !inPages.endsWith('.md') || hidden(inPages)) {
      outside(tokens, at, slashes(relative(root, target)), target, anchor);
    }
  }

  function outside(tokens, at, name, target, anchor) {
    const close = tokens.findIndex((token, i) => i > at && token.type === 'link_close');
    if (repository) {
      const view = existsSync(target) && statSync(target).isDirectory() ? 'tree' : 'blob';
      const address = `${repository}/${view}/${branch}/${name}${anchor ? `#${anchor}` : ''}`;
      tokens[at].attrSet('href', address);
    } else {
      tokens[at] = html(tokens[at], `<span class="in-repository" title="${escaped(name)}">`);
      tokens[close] = html(tokens[close], '</span>');
    }
  }
}

/** The notes on how the site is built are no page of it. */
const hidden = (page) => page === 'site/README.md';

const slashes = (path) => path.split(sep).join('/');
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

function html(token, content) {
  token.type = 'html_inline';
  token.tag = '';
  token.nesting = 0;
  token.attrs = null;
  token.content = content;
  return token;
}

/** Returns what a heading is called in an address: as code hosts do it, so that links work on both. */
export function anchorOf(heading) {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
}

