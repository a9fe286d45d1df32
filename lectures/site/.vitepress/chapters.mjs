// Which pages there are: taken from the files that lie in `lectures`, so that a new chapter needs no
// entry anywhere.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Pages that are no chapters, in the order of the sidebar, if they are there. */
const COMPANIONS = [
  'plan', 'glossary', 'format', 'decisions', 'claims', 'bibliography', 'instructors',
];

const PLAYTHINGS = ['log', 'power-cut', 'bloom', 'amplification'];

/** Returns the text of the first heading, without marks. */
function title(file) {
  const heading = /^#\s+(.*)$/m.exec(readFileSync(file, 'utf8'));
  return heading ? heading[1].replace(/[`*]/g, '').trim() : file;
}

/** "Phase 3: deletes that last" is shown as "3 Deletes that last": the number is enough. */
function short(number, text) {
  const said = text.replace(/^(Phase|Chapter)\s+\d+:\s*/, '');
  return `${number} ${said.charAt(0).toUpperCase()}${said.slice(1)}`;
}

/** Returns the groups of the sidebar for the folder `lectures`. */
export function chapters(lectures) {
  const names = readdirSync(lectures)
    .filter((name) => name.endsWith('.md'))
    .map((name) => name.slice(0, -3))
    .sort();
  const page = (name, text) => ({ link: `/${name}`, text: text ?? title(join(lectures, `${name}.md`)) });
  const numbered = names
    .filter((name) => /^\d\d-/.test(name))
    .map((name) => page(name, short(Number(name.slice(0, 2)), title(join(lectures, `${name}.md`)))));
  const companions = COMPANIONS.filter((name) => names.includes(name));
  const others = names.filter((name) => !/^\d\d-/.test(name) && name !== 'README');
  const more = [...companions, ...others.filter((name) => !companions.includes(name))];
  const overview = names.includes('README') ? [{ link: '/overview', text: 'Overview' }] : [];
  return [
    { text: 'The chapters', items: [...overview, ...numbered] },
    { text: 'Beside them', items: more.map((name) => page(name)) },
    { text: 'To play with', items: PLAYTHINGS.map((name) => page(`site/play/${name}`)) },
  ];
}
