// What cleaning a log costs, by formula and by trying it out.

/** Bytes written for each byte put, when a log is rewritten at this dead ratio. */
export const writeAmplification = (deadRatio) => 1 / deadRatio;

/** The longest that the log gets, in live bytes. */
export const spaceAmplification = (deadRatio) => 1 / (1 - deadRatio);

/**
 * Rewrites a log whenever the ratio of it is dead, while keys are overwritten, and counts.
 *
 * All records are equally long. Which key is next is drawn by chance, the same each time.
 *
 * @param skew the part of the puts that go to the first tenth of the keys; 0.1 is no skew at all
 * @return `{written, longest}`, in the units of the two functions above
 */
export function tryOut(deadRatio, { keys = 100, puts = 20_000, skew = 0.1, seed = 1 } = {}) {
  const next = random(seed);
  const hot = Math.max(1, Math.round(keys / 10));
  const seen = new Set();
  let log = 0;
  let written = 0;
  let longest = 0;
  for (let i = 0; i < puts; i++) {
    if (log > seen.size && log - seen.size >= deadRatio * log) {
      log = seen.size;
      written += seen.size; // the live records are copied
    }
    const key =
      keys > hot && next() >= skew
        ? hot + Math.floor(next() * (keys - hot))
        : Math.floor(next() * hot);
    seen.add(key);
    log++;
    written++;
    longest = seen.size === keys ? Math.max(longest, log / seen.size) : longest;
  }
  return { written: written / puts, longest };
}

/** A small generator of numbers from 0 to before 1 (mulberry32). */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Rules of thumb for an LSM-tree with levels, each `ratio` times as large as the one above it.
 *
 * A byte is written to the write-ahead log, to level 0, and then up to `ratio` times for each level;
 * about half of that on average, because a level is half full when it receives.
 */
export function leveled(dataBytes, memtableBytes, ratio) {
  const levels = Math.max(1, Math.ceil(Math.log(dataBytes / memtableBytes) / Math.log(ratio)));
  return {
    levels,
    written: 2 + (levels * ratio) / 2,
    writtenAtMost: 2 + levels * ratio,
    space: ratio / (ratio - 1),
  };
}

/**
 * What a day costs.
 *
 * @param liveBytes all keys and values
 * @param putBytesPerSecond what users write, on average over the day
 */
export function day(deadRatio, liveBytes, putBytesPerSecond) {
  const put = putBytesPerSecond * 86_400;
  const gathered = (liveBytes * deadRatio) / (1 - deadRatio); // dead bytes when it is rewritten
  return {
    written: put * writeAmplification(deadRatio),
    longest: liveBytes * spaceAmplification(deadRatio),
    rewrites: put / gathered,
  };
}
