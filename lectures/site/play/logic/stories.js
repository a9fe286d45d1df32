// The programs of the power-cut player: what a store does, call by call, and which lines a forgetful
// author might leave out.

import { contents, replay } from './log-store.js';
import { encode, put, tombstone } from './record.js';

const log = 'data.log';
const aside = 'data.log.compact';

/** The lines that can be left out or put in, with the sentence that the page shows. */
export const LINES = {
  forceRecord: 'force the log after each record',
  forceDirectory: 'force the directory',
  forceCopy: 'force the copy before the rename',
  writeTombstone: 'write a tombstone',
  deleteFirst: 'delete the old log before the rename',
};

/** Each story: its title, its lines (true: a good store has it), and how to make its program. */
export const STORIES = {
  puts: {
    title: 'A new store and two puts',
    lines: { forceDirectory: true, forceRecord: true },
    make: (has) => {
      const file = writer(0);
      return story(new Map(), [
        begin('open()'),
        { op: 'create', name: log, file: 0 },
        has.forceDirectory && { op: 'forceDirectory' },
        acknowledge,
        ...change('put(a, 1)', put('a', '1'), file, has.forceRecord),
        ...change('put(b, 2)', put('b', '2'), file, has.forceRecord),
      ]);
    },
  },
  delete: {
    title: 'A delete',
    lines: { writeTombstone: true, forceRecord: true },
    make: (has) => {
      const old = encode(put('a', '1'));
      const file = writer(0, old.length);
      const written = has.writeTombstone
        ? change('delete(a)', tombstone('a'), file, has.forceRecord)
        : [begin('delete(a)', changed(tombstone('a'))), acknowledge];
      return story(new Map([[log, old]]), [
        ...written,
        ...change('put(b, 2)', put('b', '2'), file, has.forceRecord),
      ]);
    },
  },
  compaction: {
    title: 'A compaction and a put',
    lines: { forceCopy: true, forceDirectory: true, deleteFirst: false },
    make: (has) => {
      const records = [put('a', '1'), put('b', '2'), put('a', '3')].map(encode);
      const file = writer(1, 0, aside);
      return story(new Map([[log, joined(records)]]), [
        begin('compact()'),
        { op: 'create', name: aside, file: 1 },
        file(put('b', '2')),
        file(put('a', '3')),
        has.forceCopy && { op: 'force', name: aside, file: 1 },
        has.deleteFirst && { op: 'delete', name: log },
        { op: 'rename', from: aside, to: log },
        has.forceDirectory && { op: 'forceDirectory' },
        acknowledge,
        ...change('put(c, 4)', put('c', '4'), (record) => ({ ...file(record), name: log }), true),
      ]);
    },
  },
};

const acknowledge = { op: 'acknowledge' };
const begin = (call, step) => ({ op: 'begin', step: { call, change: step } });

function changed(record) {
  return (values) =>
    record.kind === 'put' ? values.set(record.key, record.value) : values.delete(record.key);
}

/** Returns what makes writes behind each other in one file. */
function writer(file, from = 0, name = log) {
  let end = from;
  return (record) => {
    const bytes = encode(record);
    const at = end;
    end += bytes.length;
    return { op: 'write', name, file, at, bytes, record };
  };
}

function change(call, record, file, forced) {
  const write = file(record);
  const force = { op: 'force', name: write.name, file: write.file };
  return [begin(call, changed(record)), write, forced && force, acknowledge];
}

function joined(pieces) {
  const bytes = new Uint8Array(pieces.reduce((sum, each) => sum + each.length, 0));
  pieces.reduce((at, each) => (bytes.set(each, at), at + each.length), 0);
  return bytes;
}

function story(start, lines) {
  return { start, program: lines.filter(Boolean) };
}

/** Returns `{program, start, model}` of a story with the chosen lines. */
export function tell(name, has) {
  const { start, program } = STORIES[name].make(has);
  return { start, program, model: contents(replay(start.get(log) ?? new Uint8Array()).records) };
}
