// The committed vectors are what the store's code makes today. Needs the compiled store.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const classes = path('../../../solution/target/classes');
const compiled = existsSync(`${classes}/logkv/log/RecordCodec.class`);
const java = compiled && spawnSync('java', ['-version']).status === 0;

const needed = './mvnw -pl solution compile, and java on the path';
test('the vectors are what Java makes', { skip: java ? false : `needs ${needed}` }, () => {
  const made = spawnSync('java', ['-cp', classes, path('Vectors.java')], { encoding: 'utf8' });

  assert.equal(made.status, 0, made.stderr);
  const printed = made.stdout.replaceAll('\r\n', '\n');
  assert.equal(printed, readFileSync(path('vectors.json'), 'utf8'));
});
