// The power-cut player's disks do what the crash kit's disks do, and its good stories lose nothing.

import assert from 'node:assert/strict';
import test from 'node:test';
import {
  before, explore, image, isPossible, judge, recover, states, toggled,
} from '../play/logic/power-cut.js';
import { STORIES, tell } from '../play/logic/stories.js';

const DISKS = ['ORDERED', 'STRICT'];

function verdicts(name, changes, disk, checksums = true) {
  const { bad } = explore(tell(name, { ...STORIES[name].lines, ...changes }), disk, checksums);
  return [...new Set(bad.map((each) => each.problem.verdict))].sort();
}

for (const name of Object.keys(STORIES)) {
  for (const disk of DISKS) {
    test(`${name} as a good store does it breaks no promise on ${disk}`, () => {
      assert.deepEqual(verdicts(name, {}, disk), []);
    });
  }
}

const FORGETFUL = [
  // story, what is different, ORDERED, STRICT
  ['puts', { forceRecord: false }, ['LOST'], ['LOST', 'REFUSED TO OPEN']],
  ['puts', { forceDirectory: false }, [], ['LOST']],
  ['delete', { writeTombstone: false }, ['RESURRECTED'], ['RESURRECTED']],
  [
    'delete', { forceRecord: false },
    ['LOST', 'RESURRECTED'], ['LOST', 'REFUSED TO OPEN', 'RESURRECTED'],
  ],
  ['compaction', { forceCopy: false }, ['LOST'], ['LOST', 'REFUSED TO OPEN']],
  ['compaction', { forceDirectory: false }, [], ['LOST']],
  ['compaction', { deleteFirst: true }, ['LOST'], ['LOST']],
];
for (const [name, changes, ordered, strict] of FORGETFUL) {
  test(`${name} with ${JSON.stringify(changes)}`, () => {
    assert.deepEqual(verdicts(name, changes, 'ORDERED'), ordered);
    assert.deepEqual(verdicts(name, changes, 'STRICT'), strict);
  });
}

test('without checksums only the strict disk brings garbage', () => {
  assert.deepEqual(verdicts('puts', {}, 'ORDERED', false), []);
  assert.ok(verdicts('puts', {}, 'STRICT', false).includes('GARBAGE'));
});

test('what can be chosen by hand is what is explored', () => {
  for (const name of Object.keys(STORIES)) {
    const all = Object.keys(STORIES[name].lines);
    const { program, start } = tell(name, Object.fromEntries(all.map((line) => [line, false])));
    for (const disk of DISKS) {
      for (let cut = 1; cut <= program.length; cut++) {
        const { pending } = before(program, cut, start, disk);
        const reached = new Set(['']);
        const queue = [new Set()];
        while (queue.length > 0) {
          const lost = queue.pop();
          assert.ok(isPossible(pending, lost, disk));
          for (const effect of pending) {
            const next = toggled(pending, lost, effect, disk);
            const named = pending.map((each, i) => (next.has(each) ? i : '')).join();
            if (!reached.has(named)) {
              reached.add(named);
              queue.push(next);
            }
          }
        }
        const explored = states(program, cut, start, disk).filter((each) => !each.torn);
        const names = explored.map(({ lost }) =>
          pending.map((each, i) => (lost.has(each) ? i : '')).join(),
        );
        names.filter(Boolean).forEach((each) => reached.delete(each));
        reached.delete('');
        reached.delete(','.repeat(Math.max(0, pending.length - 1)));
        assert.deepEqual([...reached], [], `${name}, cut ${cut}, ${disk}`);
      }
    }
  }
});

test('a file without a durable name is not there, however durable its bytes are', () => {
  const { program, start } = tell('puts', { forceDirectory: false, forceRecord: true });
  const here = before(program, program.length, start, 'STRICT');
  assert.deepEqual(here.pending.map((each) => each.op), ['create']);

  const left = image(here, { lost: new Set(here.pending), torn: null });

  assert.equal(left.size, 0);
});

test('forcing the file keeps its name on the ordered disk', () => {
  const { program, start } = tell('puts', { forceDirectory: false, forceRecord: true });

  assert.deepEqual(before(program, program.length, start, 'ORDERED').pending, []);
});

test('a write behind a lost one leaves a hole of zeros', () => {
  const { program, start } = tell('puts', { forceDirectory: true, forceRecord: false });
  const here = before(program, program.length, start, 'STRICT');
  const left = image(here, { lost: new Set([here.pending[0]]), torn: null }).get('data.log');

  assert.equal(left.length, 38);
  assert.ok(left.subarray(0, 19).every((byte) => byte === 0));
});

test('the call in flight may be there or not', () => {
  const { program, start, model } = tell('puts', { forceDirectory: true, forceRecord: true });
  const cut = 1 + program.findIndex((each) => each.op === 'write');
  const here = before(program, cut, start, 'STRICT');
  const found = [new Set(), new Set(here.pending)].map((lost) =>
    recover(image(here, { lost, torn: null }), true),
  );

  assert.deepEqual(found.map((each) => each.values.size), [1, 0]);
  found.forEach((each) => assert.equal(judge(program, cut, model, each), null));
});

test('a torn write has as many states as bytes, three times that on the strict disk', () => {
  const { program, start } = tell('puts', { forceDirectory: true, forceRecord: true });
  const cut = 1 + program.findIndex((each) => each.op === 'write');
  const torn = (disk) => states(program, cut, start, disk).filter((each) => each.torn).length;

  assert.equal(torn('ORDERED'), 18);
  assert.equal(torn('STRICT'), 18 + 2 * 19);
});
