// Shows the lectures' SVG pictures in the theme of the site.
//
// The pictures ask the system for its colours (prefers-color-scheme), and the site has a switch of its
// own. So each is put into the page twice, once for each answer, and the theme hides one of them.

import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

const ASKS = /\(\s*prefers-color-scheme:\s*(dark|light)\s*\)/g;

export function pictures(md) {
  md.core.ruler.push('pictures_in_both_themes', (state) => {
    const file = state.env.realPath ?? state.env.path;
    for (const block of state.tokens.filter((token) => token.type === 'inline')) {
      block.children.forEach((token) => {
        const path = token.type === 'image' && resolve(dirname(file), token.attrGet('src'));
        if (path && path.endsWith('.svg') && existsSync(path)) {
          token.type = 'html_inline';
          token.content = both(readFileSync(path, 'utf8'), md.utils.escapeHtml(token.content));
        }
      });
    }
  });
}

function both(svg, text) {
  const size = /viewBox="[\d.-]+ [\d.-]+ ([\d.]+) ([\d.]+)"/.exec(svg);
  const attributes = size ? `width="${size[1]}" height="${size[2]}"` : '';
  const shown = ['light', 'dark'].map((theme) => {
    const data = Buffer.from(inTheme(svg, theme)).toString('base64');
    return `<img class="picture-${theme}" ${attributes} alt="${text}" src="data:image/svg+xml;base64,${data}">`;
  });
  return `<span class="picture" tabindex="0" role="group" aria-label="Picture">${shown.join('')}</span>`;
}

/** Returns the picture with the question answered: `all` is always true, `not all` never. */
export function inTheme(svg, theme) {
  return svg.replace(ASKS, (_, asked) => (asked === theme ? "(min-width: 0)" : "(max-width: 0)"));
}
