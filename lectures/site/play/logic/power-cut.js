// What a power cut may leave of a program's work on a directory: the rules of the simulated disk
// (Disk.java, Replay.java and CrashStates.java of the crash kit), for files in one directory.
//
// A program is a list of operations:
//   {op: 'begin', step}                    a call begins; step is {call, change: Map => Map}
//   {op: 'acknowledge'}                    it has returned
//   {op: 'create', name, file}             a new, empty file; files have numbers
//   {op: 'write', name, file, at, bytes}
//   {op: 'rename', from, to}               replaces `to` if there is one
//   {op: 'delete', name}
//   {op: 'force', name, file}
//   {op: 'forceDirectory'}

import { contents, replay } from './log-store.js';

const NAME_EFFECTS = ['create', 'rename', 'delete'];
const LOG = 'data.log';

export const isEffect = (operation) => operation.op === 'write' || isName(operation);
const isName = (operation) => NAME_EFFECTS.includes(operation.op);
const namesOf = (operation) => [operation.name, operation.from, operation.to].filter(Boolean);

/** Whether a disk that has `later` must also have `earlier`, which was issued before it. */
function needs(later, earlier, disk) {
  if (isName(later)) {
    const sameName = namesOf(later).some((name) => namesOf(earlier).includes(name));
    return isName(earlier) && (disk === 'ORDERED' || sameName);
  }
  return disk === 'ORDERED' && earlier.op === 'write' && earlier.file === later.file;
}

/**
 * Returns what is durable after the first `cut` operations, and what is pending: the effects that a
 * power cut may still take away, in the order in which they were issued.
 *
 * @param start the directory before the program, all durable: Map of name to bytes
 */
export function before(program, cut, start, disk) {
  const names = new Map();
  const files = new Map();
  [...start].forEach(([name, bytes], file) => {
    names.set(name, file);
    files.set(file, bytes);
  });
  const durable = { names, files };
  let pending = [];
  for (const operation of program.slice(0, cut)) {
    if (isEffect(operation)) {
      pending.push(operation);
    } else if (operation.op === 'force' || operation.op === 'forceDirectory') {
      const settles = (effect) =>
        operation.op === 'force'
          ? (effect.op === 'write' && effect.file === operation.file) ||
            (disk === 'ORDERED' && isName(effect))
          : isName(effect);
      pending.filter(settles).forEach((effect) => apply(durable, effect));
      pending = pending.filter((effect) => !settles(effect));
    }
  }
  return { durable, pending };
}

/** Changes `directory` as `effect` does; `torn` says how if it is a torn write. */
function apply(directory, effect, torn) {
  const { names, files } = directory;
  if (effect.op === 'create') {
    names.set(effect.name, effect.file);
  } else if (effect.op === 'delete') {
    names.delete(effect.name);
  } else if (effect.op === 'rename') {
    const moved = names.get(effect.from);
    names.delete(effect.from);
    names.set(effect.to, moved);
  } else {
    files.set(effect.file, written(files.get(effect.file) ?? new Uint8Array(), effect, torn));
  }
}

function written(old, write, torn) {
  const length = write.bytes.length;
  const arrived = torn ? torn.bytes : length;
  const reached = torn && torn.rest === 'cut off' ? arrived : length;
  const bytes = new Uint8Array(Math.max(old.length, write.at + reached));
  bytes.set(old);
  bytes.set(write.bytes.subarray(0, arrived), write.at);
  if (torn && torn.rest === 'garbage') {
    for (let i = write.at + arrived; i < write.at + length; i++) {
      bytes[i] = 0x5a ^ (i * 31);
    }
  }
  return bytes;
}

/**
 * Returns the directory that a power cut leaves, as a Map of name to bytes.
 *
 * @param state `lost`, the pending effects that did not reach the disk, as a Set; and `torn`, null or
 *     `{bytes, rest}`: of the last write only so many bytes arrived, and the rest of it is
 *     `'cut off'`, `'zeros'` or `'garbage'`
 */
export function image({ durable, pending }, { lost, torn }) {
  const left = { names: new Map(durable.names), files: new Map(durable.files) };
  pending
    .filter((effect) => !lost.has(effect))
    .forEach((effect) => apply(left, effect, effect === pending.at(-1) ? torn : null));
  const files = [...left.names].map(([name, file]) => [
    name,
    left.files.get(file) ?? new Uint8Array(),
  ]);
  return new Map(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Returns `lost` with or without `effect`, and with all that the disk then loses or keeps, too. */
export function toggled(pending, lost, effect, disk) {
  const now = new Set(lost);
  const lose = !now.has(effect);
  const changes = [effect];
  while (changes.length > 0) {
    const each = changes.pop();
    if (lose) {
      now.add(each);
    } else {
      now.delete(each);
    }
    const at = pending.indexOf(each);
    pending.forEach((other, i) => {
      const follows = lose
        ? i > at && !now.has(other) && needs(other, each, disk)
        : i < at && now.has(other) && needs(each, other, disk);
      if (follows) {
        changes.push(other);
      }
    });
  }
  return now;
}

/** Whether a disk may lose exactly these effects. */
export function isPossible(pending, lost, disk) {
  return pending.every(
    (kept, i) =>
      lost.has(kept) ||
      pending.slice(0, i).every((earlier) => !lost.has(earlier) || !needs(kept, earlier, disk)),
  );
}

/** Whether a cut right behind `last` may tear it. */
export const mayTear = (pending, last) => last?.op === 'write' && pending.at(-1) === last;

/** Returns every state that a cut after the first `cut` operations may leave, the simplest first. */
export function states(program, cut, start, disk) {
  const { pending } = before(program, cut, start, disk);
  const all = [];
  for (let mask = 0; mask < 1 << pending.length; mask++) {
    const lost = new Set(pending.filter((_, i) => mask & (1 << i)));
    if (isPossible(pending, lost, disk)) {
      all.push({ lost, torn: null });
    }
  }
  all.sort((a, b) => a.lost.size - b.lost.size);
  const last = program[cut - 1];
  if (mayTear(pending, last)) {
    const rests = disk === 'STRICT' ? ['cut off', 'zeros', 'garbage'] : ['cut off'];
    for (let bytes = 0; bytes < last.bytes.length; bytes++) {
      rests
        .filter((rest) => bytes > 0 || rest !== 'cut off') // else it is lost, not torn
        .forEach((rest) => all.push({ lost: new Set(), torn: { bytes, rest } }));
    }
  }
  return all;
}

/** What opening makes of a directory: `{values}` as a Map, with `cut` bytes, or `{refused}`. */
export function recover(directory, checksums) {
  const found = replay(directory.get(LOG) ?? new Uint8Array(), checksums);
  if (found.damage) {
    return { refused: `no record at offset ${found.damage.offset}: ${found.damage.reason}` };
  }
  return { values: contents(found.records), cut: found.cut, leftover: directory.has(`${LOG}.compact`) };
}

/**
 * Compares what was recovered with what was promised: all that was acknowledged, and the call in
 * flight entirely or not at all.
 *
 * @param model what the store held before the program, as a Map
 * @return null if all is well, else `{verdict, sentence}`
 */
export function judge(program, cut, model, recovered) {
  const histories = [new Map(model)];
  let acknowledged = 0;
  for (const operation of program.slice(0, cut)) {
    if (operation.op === 'begin') {
      const next = new Map(histories.at(-1));
      operation.step.change?.(next);
      histories.push(next);
    } else if (operation.op === 'acknowledge') {
      acknowledged = histories.length - 1;
    }
  }
  if (recovered.refused) {
    return { verdict: 'REFUSED TO OPEN', sentence: recovered.refused };
  }
  const allowed = histories.slice(acknowledged);
  if (allowed.some((each) => same(each, recovered.values))) {
    return null;
  }
  return difference(histories, acknowledged, recovered.values);
}

const same = (a, b) => a.size === b.size && [...a].every(([key, value]) => b.get(key) === value);

function difference(histories, acknowledged, found) {
  const promised = histories[acknowledged];
  const known = histories.flatMap((each) => [...each]);
  for (const [key, value] of found) {
    if (!known.some(([k, v]) => k === key && v === value)) {
      const shown = `${JSON.stringify(key)} = ${JSON.stringify(value)}`;
      return { verdict: 'GARBAGE', sentence: `the store has ${shown}, which nobody ever wrote` };
    }
  }
  for (const [key, value] of promised) {
    if (!found.has(key)) {
      const sentence = `${key} was ${value} and acknowledged, the store has nothing`;
      return { verdict: 'LOST', sentence };
    }
    if (found.get(key) !== value) {
      const sentence = `${key} was ${value} and acknowledged, the store has ${found.get(key)}`;
      return { verdict: 'STALE', sentence };
    }
  }
  const [key, value] = [...found].find(([each]) => !promised.has(each));
  const sentence = `${key} was deleted and acknowledged, the store has ${value} again`;
  return { verdict: 'RESURRECTED', sentence };
}

/**
 * Opens the store on every state after every operation.
 *
 * @return `{states, bad}`: how many there are, and those that break a promise, the first ones first,
 *     each as `{cut, state, problem}`
 */
export function explore({ program, start, model }, disk, checksums) {
  const bad = [];
  let count = 0;
  for (let cut = 1; cut <= program.length; cut++) {
    const here = before(program, cut, start, disk);
    for (const state of states(program, cut, start, disk)) {
      count++;
      const recovered = recover(image(here, state), checksums);
      const problem = judge(program, cut, model, recovered);
      if (problem) {
        bad.push({ cut, state, problem });
      }
    }
  }
  return { states: count, bad };
}
