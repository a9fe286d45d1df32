package logkv.grading.inside;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import logkv.crash.Disk;
import logkv.crash.disk.Faults;
import logkv.grading.bench.LocalStore;

/** Phase 3 on the simulated disk. */
public final class TombstoneInside extends InsideSuite {

  public TombstoneInside() {
    super(3);
    promise("crash", this::crash);
    promise("disk", this::disk);
  }

  private void crash(LocalStore.Opener stores, Random random) {
    for (int i = 0; i < 40; i++) {
      CrashingStore.test(stores)
          .on(Disk.PROCESS_KILL)
          .crashingAgainDuringRecovery()
          .check(Workload.PUTS_AND_DELETES.make(random, 3 + random.nextInt(22)));
    }
    CrashingStore.testForgetting(stores)
        .on(Disk.PROCESS_KILL)
        .check(Workload.PUTS_AND_DELETES.make(random, 6));
  }

  private void disk(LocalStore.Opener stores, Random random) throws IOException {
    try (Simulated simulated = Simulated.open(stores::open)) {
      Texts texts = new Texts(random);
      List<String> keys = texts.keys(20);
      for (String key : keys) {
        simulated.put(key, texts.value(100));
      }
      for (String key : keys.subList(0, 10)) {
        Faults unreadable = Faults.failRead(0);
        simulated.faults(unreadable);
        int before = simulated.disk.journalSize();
        String call = "delete(" + Shown.text(key) + ")";
        try {
          simulated.delete(key);
        } catch (IOException e) {
          throw readsTheValue(call).came(Simulated.said(e)).hint("ask the index, not get");
        }
        if (unreadable.met()) {
          throw readsTheValue(call).came("it read the log").hint("ask the index, not get");
        }
        PersistenceInside.Forced.require(simulated.since(before), call);
        int again = simulated.disk.journalSize();
        simulated.store().delete(key);
        if (simulated.since(again).stream().anyMatch(Journals::touchesTheDisk)) {
          throw Story.of("A delete of a key that is not there writes.")
              .workload(call + ", " + call)
              .drawing(Journals.drawn(simulated.since(again)))
              .hint("without a value there is nothing to hide");
        }
      }
      simulated.faults(Faults.NONE);
      simulated.reopen();
      simulated.require("Deletes do not last.", "20 puts, 10 deletes, reopen, read all", "");
    }
    for (int i = 0; i < 30; i++) {
      FailingCalls.delete(stores, random);
    }
  }

  private static Story readsTheValue(String call) {
    return Story.of("A delete reads what it deletes.")
        .workload("puts; the disk cannot be read; " + call)
        .expected("the index knows whether there is a value");
  }
}
