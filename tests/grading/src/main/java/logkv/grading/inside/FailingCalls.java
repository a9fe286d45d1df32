package logkv.grading.inside;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import logkv.crash.disk.Faults;
import logkv.grading.bench.LocalStore;

/** One call on a disk that says no once: it must say so, and change nothing that can be seen. */
final class FailingCalls {
  private static final String HINT =
      "let the IOException through; the index is told last, when the record is in the log";

  private final Simulated simulated;
  private final Random random;
  private final Texts texts;
  private final List<String> keys;

  private FailingCalls(LocalStore.Opener stores, Random random) throws IOException {
    this.simulated = Simulated.open(stores::open);
    this.random = random;
    this.texts = new Texts(random);
    this.keys = texts.keys(5);
    for (String key : keys.subList(0, 4)) {
      simulated.put(key, texts.value(40));
    }
  }

  /** A put that fails. */
  static void put(LocalStore.Opener stores, Random random) throws IOException {
    FailingCalls failing = new FailingCalls(stores, random);
    String key = failing.keys.get(random.nextInt(5)); // sometimes a new one
    String value = failing.texts.value(40);
    failing.fail(
        "put(" + Shown.text(key) + ", " + Shown.text(value) + ")",
        17 + key.getBytes(java.nio.charset.StandardCharsets.UTF_8).length,
        () -> failing.simulated.store().put(key, value));
  }

  /** A delete that fails. */
  static void delete(LocalStore.Opener stores, Random random) throws IOException {
    FailingCalls failing = new FailingCalls(stores, random);
    String key = failing.keys.get(random.nextInt(4));
    failing.fail(
        "delete(" + Shown.text(key) + ")",
        17 + key.getBytes(java.nio.charset.StandardCharsets.UTF_8).length,
        () -> failing.simulated.store().delete(key));
  }

  /** @param bytes what the call will write at least */
  private void fail(String call, int bytes, Simulated.Call made) throws IOException {
    int room = random.nextInt(bytes);
    Faults[] faults = {Faults.failWrite(0), Faults.failForce(0), Faults.diskFullAfter(room)};
    String[] words = {"the write fails", "the force fails", "the disk is full after some bytes"};
    int kind = random.nextInt(3);
    simulated.faults(faults[kind]);
    String done = "4 puts; " + words[kind] + " in " + call;
    Simulated.refuses(
        IOException.class, made, "A call on a disk that fails does not say so.", done, HINT);
    simulated.faults(Faults.NONE);
    String sentence = "A call that failed has changed what can be read.";
    simulated.require(sentence, done + ", read all", HINT);
    afterwards(done);
  }

  /** The next call may be refused; if it is not, it must hold, also after reopening. */
  private void afterwards(String done) throws IOException {
    String longer = texts.word(9) + "x".repeat(9_000); // covers whatever the failed call has left
    try {
      simulated.put(keys.get(0), longer);
    } catch (IOException refused) {
      simulated.close();
      return;
    }
    String told = done + "; put(" + Shown.text(keys.get(0)) + ", ...)";
    String sentence = "A put behind a failed call is acknowledged and does not last.";
    simulated.require(sentence, told + ", read all", HINT);
    try {
      simulated.reopen();
    } catch (IOException | RuntimeException e) {
      throw Story.of(sentence)
          .workload(told + ", reopen")
          .came(Simulated.said(e))
          .hint(HINT);
    }
    simulated.require(sentence, told + ", reopen, read all", HINT);
    simulated.close();
  }
}
