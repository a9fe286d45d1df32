package logkv.grading.inside;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import logkv.crash.Disk;
import logkv.crash.disk.Faults;
import logkv.crash.disk.JournalEntry;
import logkv.grading.bench.Broken;
import logkv.grading.bench.LocalStore;

/** Phase 2 on the simulated disk: processes killed anywhere, and disks that do little or nothing. */
public final class PersistenceInside extends InsideSuite {

  public PersistenceInside() {
    super(2);
    promise("crash", this::crash);
    promise("forced", this::forced);
    promise("disk", this::disk);
    promise("threads", this::threads);
  }

  private void crash(LocalStore.Opener stores, Random random) {
    for (int i = 0; i < 40; i++) {
      CrashingStore.test(stores)
          .on(Disk.PROCESS_KILL)
          .crashingAgainDuringRecovery()
          .check(Workload.PUTS.make(random, 3 + random.nextInt(22)));
    }
    CrashingStore.testForgetting(stores).on(Disk.PROCESS_KILL).check(Workload.PUTS.make(random, 6));
  }

  private void forced(LocalStore.Opener stores, Random random) throws IOException {
    try (Simulated simulated = Simulated.open(stores::open)) {
      Texts texts = new Texts(random);
      List<String> keys = texts.keys(5);
      for (int i = 0; i < 40; i++) {
        String key = keys.get(random.nextInt(keys.size()));
        int before = simulated.disk.journalSize();
        simulated.put(key, texts.value(300));
        Forced.require(simulated.since(before), "put(" + Shown.text(key) + ", ...)");
        int asked = simulated.disk.journalSize();
        simulated.store().get(key);
        if (simulated.since(asked).stream().anyMatch(Journals::touchesTheDisk)) {
          throw Story.of("A get writes to the disk.")
              .workload("put, get(" + Shown.text(key) + ")")
              .drawing(Journals.drawn(simulated.since(asked)))
              .hint("what a put promises must be done when the put returns, not at the next get");
        }
      }
    }
  }

  private void disk(LocalStore.Opener stores, Random random) throws IOException {
    long seed = random.nextLong();
    answers(
        stores,
        new Random(seed),
        Faults.NONE,
        "a disk that is well",
        "The store does not answer like a map, on a disk that is well.",
        "no disk is to blame: make the same calls in an ordinary test");
    for (int most = 1; most <= 7; most++) {
      answers(
          stores,
          new Random(seed),
          new FewBytes(most, random),
          "a disk that moves %d bytes at a time at the most".formatted(most),
          "A disk that does a few bytes at a time makes a difference.",
          "write and read may do less than they are asked for: loop until all is done");
    }
    for (int i = 0; i < 30; i++) {
      FailingCalls.put(stores, random);
    }
    failingReads(stores, random);
  }

  private static void answers(
      LocalStore.Opener stores,
      Random random,
      Faults faults,
      String disk,
      String sentence,
      String hint)
      throws IOException {
    String done = "puts and reopenings on " + disk;
    try (Simulated simulated = Simulated.open(stores::open)) {
      simulated.faults(faults);
      Texts texts = new Texts(random);
      List<String> keys = texts.keys(6);
      for (int i = 0; i < 25; i++) {
        simulated.put(keys.get(random.nextInt(6)), texts.value(120));
        if (i % 8 == 7) {
          simulated.reopen();
        }
        simulated.require(sentence, done + ", read all", hint);
      }
    } catch (IOException | RuntimeException e) {
      throw e instanceof Broken broken
          ? broken
          : Story.of(sentence).workload(done).came(Simulated.said(e)).hint(hint);
    }
  }

  private static void failingReads(LocalStore.Opener stores, Random random) throws IOException {
    try (Simulated simulated = Simulated.open(stores::open)) {
      Texts texts = new Texts(random);
      List<String> keys = texts.keys(5);
      for (String key : keys) {
        simulated.put(key, texts.value(50) + "x");
      }
      for (String key : keys) {
        simulated.faults(Faults.failRead(0));
        Simulated.refuses(
            IOException.class,
            () -> simulated.store().get(key),
            "A value that cannot be read is answered as if it were not there.",
            "puts; the disk fails to read; get(" + Shown.text(key) + ")",
            "let the IOException through");
        simulated.faults(Faults.NONE);
        simulated.require(
            "A read that failed has broken something.",
            "puts; one read fails; read all",
            "a failed get changes nothing");
      }
    }
  }

  private void threads(LocalStore.Opener stores, Random random) throws Exception {
    int threads = 3;
    int puts = 100;
    String value = new Texts(random).word(30);
    Shared.require(
        stores::open,
        threads,
        (store, number) -> {
          for (int i = 0; i < puts; i++) {
            Shared.putAndGet(store, number + " " + i, value + i);
          }
        },
        model -> {
          for (int i = 0; i < threads * puts; i++) {
            model.put(i / puts + " " + i % puts, value + i % puts);
          }
        },
        "Threads that share a store spoil each other's work.",
        threads + " threads put " + puts + " keys each, and read them back");
  }

  /** A disk that moves 1 to so many bytes at a time. */
  private static final class FewBytes implements Faults {
    private final int most;
    private final Random random;

    FewBytes(int most, Random random) {
      this.most = most;
      this.random = random;
    }

    @Override
    public boolean met() {
      return true;
    }

    @Override
    public int onWrite(String path, int length) {
      return Math.min(length, 1 + random.nextInt(most));
    }

    @Override
    public int onRead(String path, int length) {
      return Math.min(length, 1 + random.nextInt(most));
    }
  }

  /** What a call that has returned must have made durable. */
  static final class Forced {
    private Forced() {}

    static void require(List<JournalEntry> journal, String call) {
      boolean wrote = journal.stream().anyMatch(Journals::touchesTheDisk);
      if (!wrote || Journals.unforcedBytes(journal).isPresent()) {
        throw Story.of("A call returns before its record is forced to the disk.")
            .workload(call)
            .expected("its bytes are written, then forced, then it returns")
            .came(wrote ? "something was written behind the last force" : "nothing was written")
            .drawing(Journals.drawn(journal))
            .hint("force after the last byte: a power cut takes what is only in the page cache");
      }
    }
  }
}
