package logkv.grading.inside;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
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
  private static final int MOST_COMPACTIONS = 500;

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
    CrashingStore.testForgetting(stores).on(Disk.PROCESS_KILL).check(Workload.ALL.make(random, 8));
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
    putWithoutRoom(stores, random);
    damaged(stores, random);
  }

  /** A put that begins with a compaction, for which there is no room. */
  private static void putWithoutRoom(LocalStore.Opener stores, Random random) throws IOException {
    List<Entry> log = List.of(
        Entry.put("b", "b".repeat(60)),
        Entry.put("a", "1"),
        Entry.put("a", "2"),
        Entry.put("a", "3"));
    try (Simulated simulated =
        Simulated.holding(Entry.log(log, false), directory -> stores.open(directory, 0, 0.2))) {
      log.forEach(entry -> simulated.model.put(entry.key(), entry.value().get()));
      simulated.open();
      simulated.faults(Faults.diskFullAfter(20 + random.nextInt(40))); // enough for the put alone
      String done = "put(b, ...), three puts of a; the disk is nearly full; put(a, 4) compacts";
      String hint = "the policy is asked before the record is written, so nothing has happened yet";
      String sentence =
          "A put that threw, because its compaction found no room, changed something.";
      Simulated.refuses(
          IOException.class,
          () -> simulated.store().put("a", "4"),
          "A put whose compaction finds no room does not say so.",
          done,
          hint);
      simulated.faults(Faults.NONE);
      simulated.require(sentence, done + ", read all", hint);
      simulated.reopen();
      simulated.require(sentence, done + ", reopen, read all", hint);
    }
  }

  /** A live record that cannot be read: in the way of a compaction, and named by its file of now. */
  private static void damaged(LocalStore.Opener stores, Random random) throws IOException {
    try (Simulated simulated = halfDead(stores, random)) {
      simulated.store().compact();
      simulated.put("last", "one");
      simulated.store().compact();
      byte[] log = Files.readAllBytes(simulated.log());
      byte[] bad = log.clone();
      bad[log.length - Entry.put("last", "one").length() + Entry.KIND_AT] = 9;
      Files.write(simulated.log(), bad);
      String done = "a store that was compacted; the kind of the live record of last is damaged";
      IOException unread = Simulated.refuses(
          IOException.class,
          () -> simulated.store().get("last"),
          "A record that cannot be read is answered all the same.",
          done + "; get(last)",
          "whatever is not whole is a CorruptRecordException");
      if (!String.valueOf(unread.getMessage()).contains("data.log:")) {
        throw Story.of("An error names the log by a name that it does not have any more.")
            .workload(done + "; get(last)")
            .expected("the message names data.log")
            .came(Simulated.said(unread))
            .hint("close the file aside before the swap, and open the log by its own name");
      }
      Simulated.refuses(
          IOException.class,
          () -> simulated.store().compact(),
          "A compaction leaves out a record that it cannot read.",
          done + "; compact()",
          "let the exception through: what is left out is lost without a trace");
      Files.write(simulated.log(), log);
      simulated.require(
          "A compaction that met a damaged record costs data.", done + "; mended; read all", "");
    }
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
    int puts = 100;
    int keys = 50;
    String value = new Texts(random).word(20);
    AtomicInteger putting = new AtomicInteger(2);
    Shared.require(
        directory -> stores.open(directory, Long.MAX_VALUE, 1),
        3,
        (store, number) -> {
          if (number == 2) {
            for (int i = 0; i < MOST_COMPACTIONS && (i < 10 || putting.get() > 0); i++) {
              store.compact();
            }
            return;
          }
          for (int i = 0; i < puts; i++) {
            Shared.putAndGet(store, number + " " + i % keys, value + i);
          }
          putting.decrementAndGet();
        },
        model -> {
          for (int i = puts - keys; i < puts; i++) {
            model.put("0 " + i % keys, value + i);
            model.put("1 " + i % keys, value + i);
          }
        },
        "A compaction spoils what other threads put meanwhile.",
        "two threads put and get 100 times each, a third one compacts all the time");
  }
}
