package logkv.grading.inside;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import logkv.crash.Disk;
import logkv.crash.disk.Faults;
import logkv.crash.disk.JournalEntry;
import logkv.crash.disk.Operation.Delete;
import logkv.crash.disk.Operation.Force;
import logkv.crash.disk.Operation.Rename;
import logkv.crash.disk.Operation.Truncate;
import logkv.crash.disk.Operation.Write;
import logkv.grading.bench.LocalStore;

/** Phase 4 on the simulated disk: compactions that are killed, that fail, and that share the store. */
public final class CompactionInside extends InsideSuite {
  private static final int FAULTS = 200;

  public CompactionInside() {
    super(4);
    promise("crash", this::crash);
    promise("swap", this::swap);
    promise("disk", this::disk);
    promise("threads", this::threads);
  }

  private void crash(LocalStore.Opener stores, Random random) {
    for (int i = 0; i < 30; i++) {
      CrashingStore.test(stores)
          .on(Disk.PROCESS_KILL)
          .crashingAgainDuringRecovery()
          .check(Workload.ALL.make(random, 4 + random.nextInt(20)));
      CrashingStore.test(stores, 0.2 + random.nextInt(7) / 10.0)
          .on(Disk.PROCESS_KILL)
          .crashingAgainDuringRecovery()
          .check(Workload.ALL.make(random, 4 + random.nextInt(12)));
    }
  }

  /** A store of which a good part is dead. */
  private static Simulated halfDead(LocalStore.Opener stores, Random random) throws IOException {
    Simulated simulated = Simulated.open(directory -> stores.open(directory, Long.MAX_VALUE, 1));
    Texts texts = new Texts(random);
    List<String> keys = texts.keys(8);
    for (int i = 0; i < 20; i++) {
      simulated.put(keys.get(random.nextInt(8)), texts.value(40));
    }
    simulated.put(keys.get(0), "1");
    simulated.put(keys.get(1), "2");
    simulated.delete(keys.get(0));
    return simulated;
  }

  private void swap(LocalStore.Opener stores, Random random) throws IOException {
    try (Simulated simulated = halfDead(stores, random)) {
      int before = simulated.disk.journalSize();
      simulated.store().compact();
      List<JournalEntry> journal = simulated.since(before);
      int renames = 0;
      int forces = 0;
      boolean forced = false;
      for (JournalEntry entry : journal) {
        boolean log = Journals.isOf(entry, "data.log");
        if (entry.operation() instanceof Write) {
          forced = false;
        }
        if (entry.operation() instanceof Force) {
          forced = true;
          forces++;
        }
        if (entry.operation() instanceof Rename renamed && renamed.to().equals("data.log")) {
          renames++;
          if (!forced) {
            throw broken(
                journal,
                "the bytes of the new log are not forced when it gets its name",
                "force the file aside once, behind the last copy, before the rename");
          }
        }
        if (log
            && renames == 0
            && (entry.operation() instanceof Delete
                || entry.operation() instanceof Truncate
                || entry.operation() instanceof Write)) {
          throw broken(
              journal,
              "the old log is touched before the new one has its name",
              "until the rename the old log lies there untouched");
        }
      }
      if (renames != 1) {
        throw broken(
            journal,
            renames + " renames to data.log; one was expected",
            "Files.move with ATOMIC_MOVE is the commit point");
      }
      if (forces > 3) {
        throw broken(
            journal,
            forces + " forces; the copies are forced once, all together",
            "write the copies without waiting for the disk, then force");
      }
    }
  }

  private static RuntimeException broken(List<JournalEntry> journal, String problem, String hint) {
    return Story.of("A compaction does not swap the logs in one safe step.")
        .workload("puts, a delete, compact()")
        .with("problem", problem)
        .drawing(Journals.drawn(journal))
        .hint(hint);
  }

  private void disk(LocalStore.Opener stores, Random random) throws IOException {
    long seed = random.nextLong();
    sweep(stores, seed, Faults::failAnything, "operation %d of a compaction fails");
    sweep(stores, seed, Faults::failRead, "read %d of a compaction fails");
    int step = 3 + random.nextInt(5);
    sweep(stores, seed, n -> Faults.diskFullAfter((long) n * step), "the disk is full, attempt %d");
  }

  /** Fails in every way, one after the other, until a compaction meets no fault. */
  private static void sweep(
      LocalStore.Opener stores, long seed, IntFunction<Faults> nth, String what)
      throws IOException {
    for (int n = 0; n < FAULTS; n++) {
      try (Simulated simulated = halfDead(stores, new Random(seed))) {
        Faults faults = nth.apply(n);
        simulated.faults(faults);
        String done = "23 puts and a delete; " + what.formatted(n) + "; compact()";
        boolean threw = compactThrows(simulated, done);
        simulated.faults(Faults.NONE);
        boolean met = faults.met();
        afterwards(simulated, done, met && !threw);
        if (!met) {
          return;
        }
      }
    }
  }

  private static boolean compactThrows(Simulated simulated, String done) {
    try {
      simulated.store().compact();
      return false;
    } catch (IOException e) {
      return true;
    } catch (RuntimeException e) {
      throw Story.of("A compaction that fails does not say so as promised.")
          .workload(done)
          .expected("an IOException")
          .came(Simulated.said(e))
          .hint("let the IOException through");
    }
  }

  private static void afterwards(Simulated simulated, String done, boolean quiet)
      throws IOException {
    String sentence = "A compaction that fails costs data, or the use of the store.";
    String hint =
        "until the swap has succeeded, the open file and the index are those of the old log;"
            + " whatever happened, a log is open afterwards";
    simulated.require(sentence, done + ", read all", hint);
    long live = simulated.model.entrySet().stream()
        .mapToLong(entry -> Entry.put(entry.getKey(), entry.getValue()).length())
        .sum();
    if (quiet && Files.size(simulated.log()) != live) {
      throw Story.of("A compaction that has failed returns as if it had done its work.")
          .workload(done)
          .expected("an IOException, because the log is as long as before")
          .came(
              "no exception; data.log has %d bytes, the live records %d",
              Files.size(simulated.log()), live)
          .hint("let the IOException through");
    }
    try {
      simulated.put("after", "wards");
    } catch (IOException refused) {
      done += ", put (refused)"; // a store may stop after a failure, as phase 5 does
    }
    simulated.require(sentence, done + ", put, read all", hint);
    try {
      simulated.reopen();
    } catch (IOException | RuntimeException e) {
      throw Story.of(sentence)
          .workload(done + ", reopen")
          .came(Simulated.said(e))
          .hint(hint);
    }
    simulated.require(sentence, done + ", put, reopen, read all", hint);
    simulated.store().compact();
    simulated.require(sentence, done + ", reopen, compact(), read all", hint);
    if (Files.list(simulated.disk.directory()).anyMatch(file -> isLeftover(file.toString()))) {
      throw Story.of("What a failed compaction has left aside stays for ever.")
          .workload(done + ", reopen, compact()")
          .expected("data.log alone")
          .came("something lies beside it")
          .hint("a compaction that begins removes what an earlier one has left");
    }
  }

  private static boolean isLeftover(String name) {
    return !name.endsWith("/data.log") && !name.endsWith("/LOCK") && !name.endsWith(".cut");
  }

  private void threads(LocalStore.Opener stores, Random random) throws Exception {
    int puts = 150;
    Simulated simulated = Simulated.open(directory -> stores.open(directory, Long.MAX_VALUE, 1));
    simulated.disk.record(false);
    String value = new Texts(random).word(20);
    LocalStore store = simulated.store();
    String done = "two threads put and get 150 times each, a third one compacts 60 times";
    Threads.run(3, number -> {
          for (int i = 0; i < puts; i++) {
            if (number == 2) {
              if (i % 5 < 2) {
                store.compact();
              }
              continue;
            }
            String key = number + " " + i % 50;
            store.put(key, value + i);
            if (!store.get(key).equals(java.util.Optional.of(value + i))) {
              throw new IllegalStateException("a get did not find what its thread had just put");
            }
          }
        })
        .ifPresent(thrown -> {
          throw mixedUp(done).came(Simulated.said(thrown)).hint(PersistenceInside.ONE_AT_A_TIME);
        });
    for (int number = 0; number < 2; number++) {
      for (int i = puts - 50; i < puts; i++) {
        simulated.model.put(number + " " + i % 50, value + i);
      }
    }
    if (simulated.difference().isPresent()) {
      throw mixedUp(done).came("not everything is there").hint(PersistenceInside.ONE_AT_A_TIME);
    }
    try {
      simulated.reopen();
    } catch (IOException | RuntimeException e) {
      throw mixedUp(done + ", reopen")
          .came(Simulated.said(e))
          .hint(PersistenceInside.ONE_AT_A_TIME);
    }
    if (simulated.difference().isPresent()) {
      throw mixedUp(done + ", reopen")
          .came("not everything is there")
          .hint(PersistenceInside.ONE_AT_A_TIME);
    }
    simulated.close();
  }

  private static Story mixedUp(String done) {
    return Story.of("A compaction spoils what other threads put meanwhile.")
        .workload(done)
        .expected("every put is there, while the store is open and after reopening");
  }
}
