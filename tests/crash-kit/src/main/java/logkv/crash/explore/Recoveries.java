package logkv.crash.explore;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import logkv.crash.CrashStore;
import logkv.crash.disk.DiskImage;
import logkv.crash.disk.JournalEntry;
import logkv.crash.disk.SimulatedDisk;
import logkv.crash.explore.Recovered.Again;

/** Opens the store on what crashes left of the disk, on each distinct state once. */
final class Recoveries {
  // As short as the keys and values of most workloads: a record that fits exactly over a torn one
  // is what brings back whatever stands behind that.
  private static final String PROBE = "~";
  private static final String PROBE_VALUE = "p";
  private static final String PUT_PROBE = "put(" + PROBE + ", " + PROBE_VALUE + ")";

  private final Settings settings;
  private final long untouched; // the fingerprint of the disk before the store was there
  private final boolean compacting;
  private final Map<Long, Recovered> known = new HashMap<>(); // by fingerprint
  private final Map<Long, Recovered> knownOpenings = new HashMap<>(); // the same, only opened
  private long openings;
  private long nested;

  /**
   * Opens stores on what became of the disk {@code start}. With {@code compacting}, every recovered
   * store must also be able to compact.
   */
  Recoveries(Settings settings, DiskImage start, boolean compacting) {
    this.settings = settings;
    this.untouched = start.fingerprint();
    this.compacting = compacting;
  }

  long distinct() {
    return known.size();
  }

  long openings() {
    return openings;
  }

  long nested() {
    return nested;
  }

  /** Opens the store, crashes again if that is wanted, writes, closes, and opens once more. */
  Recovered of(DiskImage image) {
    long fingerprint = image.fingerprint();
    Recovered recovered = known.get(fingerprint);
    if (recovered == null) {
      recovered = recover(image, fingerprint != untouched);
      known.put(fingerprint, recovered);
    }
    return recovered;
  }

  private Recovered recover(DiskImage image, boolean isRecovery) {
    SimulatedDisk disk = mount(image, settings.nested());
    Opened opened = open(disk);
    if (opened.trouble != null) {
      return Recovered.failing(opened.trouble);
    }
    List<Again> again = settings.nested() ? again(image, disk, opened.contents) : List.of();
    if (!isRecovery) {
      close(opened.store);
      return new Recovered(opened.contents, null, again);
    }
    return new Recovered(opened.contents, probe(disk, opened), again);
  }

  static SimulatedDisk mount(DiskImage image, boolean record) {
    SimulatedDisk disk = SimulatedDisk.holding(image);
    disk.captureSites(false);
    disk.record(record);
    return disk;
  }

  private List<Again> again(DiskImage image, SimulatedDisk disk, Map<String, String> contents) {
    List<JournalEntry> journal = disk.journal();
    disk.record(false);
    List<Again> different = new ArrayList<>();
    Set<Recovered> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Replay replay = new Replay(image, settings.disk());
    for (JournalEntry entry : journal) {
      replay.apply(entry);
      for (CrashState state : CrashStates.after(entry, replay)) {
        nested++;
        Recovered second = onlyOpened(replay.image(state));
        if (!contents.equals(second.contents()) && seen.add(second)) {
          different.add(new Again(entry.number(), state, second));
        }
      }
    }
    return different;
  }

  private Recovered onlyOpened(DiskImage image) {
    long fingerprint = image.fingerprint();
    Recovered recovered = knownOpenings.get(fingerprint);
    if (recovered == null) {
      Opened opened = open(mount(image, false));
      close(opened.store);
      recovered = new Recovered(opened.contents, opened.trouble, List.of());
      knownOpenings.put(fingerprint, recovered);
    }
    return recovered;
  }

  private Opened open(SimulatedDisk disk) {
    openings++;
    CrashStore store;
    try {
      store = settings.opener().open(disk.directory());
    } catch (IOException | RuntimeException e) {
      return new Opened(null, null, Trouble.refused("open()", e));
    }
    try {
      return new Opened(store, new TreeMap<>(store.contents()), null);
    } catch (IOException | RuntimeException e) {
      close(store);
      return new Opened(null, null, Trouble.refused("open() returned, reading everything", e));
    }
  }

  /**
   * Uses a recovered store and opens it again; returns null if all is well. Compaction has a turn
   * of its own, since it may clean up what would have shown after the first.
   */
  private Trouble probe(SimulatedDisk disk, Opened opened) {
    Map<String, String> expected = new TreeMap<>(opened.contents);
    expected.put(PROBE, PROBE_VALUE);
    Use put = store -> store.put(PROBE, PROBE_VALUE);
    Opened second = use(disk, opened, PUT_PROBE, put, expected);
    if (compacting && second.trouble == null) {
      second = use(disk, second, "compact()", CrashStore::compact, expected);
    }
    close(second.store);
    return second.trouble;
  }

  /** Makes one call, closes the store, opens it again and compares. */
  private Opened use(
      SimulatedDisk disk, Opened opened, String call, Use use, Map<String, String> expected) {
    String now = call;
    try {
      use.on(opened.store);
      now = "close()";
      opened.store.close();
    } catch (IOException | RuntimeException e) {
      close(opened.store);
      return Opened.broken("the store opened, then " + now + " threw " + Trouble.describe(e));
    }
    Opened next = open(disk);
    if (expected.equals(next.contents)) {
      return next;
    }
    close(next.store);
    String found =
        next.trouble == null ? "it has " + Text.shown(next.contents) : next.trouble.sentence();
    return Opened.broken("the store opened with "
        + Text.shown(opened.contents)
        + ", took "
        + call
        + " and close(); opened once more, without a crash, "
        + found);
  }

  private static void close(CrashStore store) {
    try {
      if (store != null) {
        store.close();
      }
    } catch (IOException | RuntimeException e) {
      // Nobody needs it any more, and what was wrong with it is known.
    }
  }

  /** A store with what it showed, or the trouble with it. */
  private record Opened(CrashStore store, Map<String, String> contents, Trouble trouble) {

    static Opened broken(String sentence) {
      return new Opened(null, null, Trouble.broken(sentence));
    }
  }

  /** One call of a recovered store. */
  @FunctionalInterface
  private interface Use {
    void on(CrashStore store) throws IOException;
  }
}
