package logkv.peers;

import static logkv.peers.report.Measure.DISK;
import static logkv.peers.report.Measure.LOST;
import static logkv.peers.report.Measure.OPEN_CLOSED;
import static logkv.peers.report.Measure.OPEN_KILLED;
import static logkv.peers.report.Measure.OPEN_SCAN;
import static logkv.peers.report.Measure.READ_WRITTEN;

import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import logkv.peers.data.Data;
import logkv.peers.data.Expected;
import logkv.peers.engine.Engine;
import logkv.peers.engine.Peer;

/**
 * Opening a store and getting one value: after it was closed, and after its process was killed while
 * nothing had been forced; and what the closed store takes on the disk.
 */
final class Opening {
  private Opening() {}

  static void run(Trial trial) throws Exception {
    Data data = new Data(Trial.VALUE_BYTES);
    warmUp(trial, data);
    Path directory = trial.setup("closed").directory();
    try (Engine engine = trial.open("closed")) {
      Trial.fill(engine, data, 0, trial.keys, Expected.LOADED);
      engine.settle();
    }
    trial.report(DISK, Disk.used(directory) / (double) trial.keys);
    trial.report(OPEN_CLOSED, openClosed(trial, data));
    if (trial.peer == Peer.LOGKV) {
      Files.delete(directory.resolve(WhatOpeningReads.SAVED_INDEX));
      trial.report(OPEN_SCAN, openClosed(trial, data));
    }
    Disk.delete(directory);
    afterKill(trial, data);
  }

  /** Opens small stores a few times, so that the code for it is compiled. */
  private static void warmUp(Trial trial, Data data) throws Exception {
    for (int i = 0; i < 5; i++) {
      try (Engine engine = trial.open("warm-up")) {
        Trial.fill(engine, data, i * 10_000L, (i + 1) * 10_000L, Expected.LOADED);
        engine.settle();
      }
      trial.open("warm-up").close();
      if (trial.peer == Peer.LOGKV) {
        Files.delete(trial.setup("warm-up").directory().resolve(WhatOpeningReads.SAVED_INDEX));
      }
    }
  }

  /** Returns how many milliseconds it takes, and verifies all. */
  private static double openClosed(Trial trial, Data data) throws Exception {
    long begin = System.nanoTime();
    try (Engine engine = trial.open("closed")) {
      engine.get(Data.key(trial.keys / 2, data.newKey()));
      double millis = (System.nanoTime() - begin) / 1e6;
      trial.verify(new Expected(data, trial.keys, 1), engine);
      return millis;
    }
  }

  private static void afterKill(Trial trial, Data data) throws Exception {
    trial.killed("WRITE_AND_WAIT");
    Path directory = trial.setup("killed").directory();
    if (trial.peer == Peer.LOGKV) {
      WhatOpeningReads needed = new WhatOpeningReads(directory);
      needed.read();
      trial.report(READ_WRITTEN, needed.read());
    }
    long begin = System.nanoTime();
    Engine opened;
    try {
      opened = trial.open("killed");
    } catch (Exception e) {
      if (trial.peer == Peer.LOGKV) {
        throw e;
      }
      trial.report(LOST, trial.keys); // it does not open any more
      return;
    }
    try (Engine engine = opened) {
      engine.get(Data.key(trial.keys / 2, data.newKey()));
      trial.report(OPEN_KILLED, (System.nanoTime() - begin) / 1e6);
      trial.report(LOST, lost(trial, data, engine));
    }
  }

  /** Puts all keys, and waits for the kill; nothing is closed. */
  static void writeAndWait(Trial trial) throws Exception {
    Data data = new Data(Trial.VALUE_BYTES);
    Engine engine = trial.open("killed");
    Trial.fill(engine, data, 0, trial.keys, Expected.LOADED);
    trial.waitForKill();
    Reference.reachabilityFence(engine); // or what cleans up might close it before
  }

  /** Counts the puts that are not there, although they had returned when the process was killed. */
  private static long lost(Trial trial, Data data, Engine engine) throws Exception {
    long lost = 0;
    byte[] key = data.newKey();
    for (int number = 0; number < trial.keys; number++) {
      byte[] value = engine.get(Data.key(number, key));
      if (value == null) {
        lost++;
      } else if (data.version(number, value) != Expected.LOADED) {
        throw new IllegalStateException("a value that nobody has put");
      }
    }
    return lost;
  }
}
