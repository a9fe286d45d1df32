package logkv.grading.inside;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import logkv.crash.disk.Faults;
import logkv.crash.disk.JournalEntry;
import logkv.crash.disk.Operation.Force;
import logkv.crash.disk.Operation.Write;
import logkv.grading.bench.LocalStore;

/**
 * After the first failed write or force nothing is written any more until the store is opened again,
 * and all that was acknowledged can be read all the time.
 */
final class FailStop {
  private static final String HINT =
      "remember the first failure; put, delete and compact ask for it before anything else, get does"
          + " not";

  private final Simulated simulated;
  private final Random random;
  private final Texts texts;
  private final List<String> keys;
  private final List<String> done = new ArrayList<>();

  private FailStop(LocalStore.Opener stores, Random random) throws IOException {
    this.simulated = Simulated.open(directory -> stores.open(directory, Long.MAX_VALUE, 1));
    this.random = random;
    this.texts = new Texts(random);
    this.keys = texts.keys(6);
    for (String key : keys.subList(0, 4)) {
      simulated.put(key, texts.value(30));
      simulated.put(key, texts.value(30));
    }
    done.add("8 puts");
  }

  static void check(LocalStore.Opener stores, Random random) throws IOException {
    for (int i = 0; i < 60; i++) {
      new FailStop(stores, random).fails(i % 4, i / 4);
    }
    poisonsNothing(stores, random);
  }

  /** @param nth operation of a compaction; 15 are more than it has */
  private void fails(int kind, int nth) throws IOException {
    String key = keys.get(random.nextInt(4));
    String value = texts.value(30);
    Map<String, String> after = new TreeMap<>(simulated.model);
    Simulated.Call call;
    switch (kind) {
      case 0, 1 -> {
        call = () -> simulated.store().put(key, value);
        after.put(key, value);
        done.add(FailStop.putWords(key, value) + " fails");
      }
      case 2 -> {
        call = () -> simulated.store().delete(key);
        after.remove(key);
        done.add("delete(" + Shown.text(key) + ") fails");
      }
      default -> {
        call = simulated.store()::compact;
        done.add("compact() fails");
      }
    }
    Faults faults = kind == 3
        ? Faults.failAnything(nth)
        : List.of(
                Faults.failWrite(0), Faults.failForce(0), Faults.diskFullAfter(random.nextInt(18)))
            .get(random.nextInt(3));
    simulated.faults(faults);
    boolean threw = false;
    try {
      call.make();
    } catch (IOException e) {
      threw = true;
    } catch (Exception e) {
      throw story("A failing disk is not reported as an IOException.")
          .came(Simulated.said(e))
          .hint(HINT);
    }
    simulated.faults(Faults.NONE);
    if (!threw) {
      if (faults.met()) {
        throw story("A call on a disk that failed returns as if it had succeeded.")
            .expected("an IOException")
            .came("no exception")
            .hint(
                "whoever is told that a call is done may pull the plug: let the exception through");
      }
      simulated.close();
      return; // the compaction had fewer operations
    }
    refused(after);
  }

  private static String putWords(String key, String value) {
    return "put(" + Shown.text(key) + ", " + Shown.text(value) + ")";
  }

  private void refused(Map<String, String> after) throws IOException {
    readAll("read all");
    int before = simulated.disk.journalSize();
    String key = keys.get(0);
    refuses("put(" + Shown.text(key) + ", v)", () -> simulated.store().put(key, "v"));
    refuses("delete(" + Shown.text(key) + ")", () -> simulated.store().delete(key));
    refuses("delete of an absent key", () -> simulated.store().delete("absent"));
    refuses("compact()", () -> simulated.store().compact());
    LocalStore store = simulated.store();
    refusesArgument("put(null, v)", NullPointerException.class, () -> store.put(null, "v"));
    refusesArgument("put(\"\", v)", IllegalArgumentException.class, () -> store.put("", "v"));
    refusesArgument("delete(null)", NullPointerException.class, () -> store.delete(null));
    refusesArgument("delete(\"\")", IllegalArgumentException.class, () -> store.delete(""));
    if (simulated.since(before).stream().anyMatch(Journals::touchesTheDisk)) {
      throw story("A call that is refused after a failure touches the disk all the same.")
          .drawing(Journals.drawn(simulated.since(before)))
          .hint(HINT);
    }
    readAll("refused calls, read all");
    closeAndReopen(after);
  }

  private void closeAndReopen(Map<String, String> after) throws IOException {
    int before = simulated.disk.journalSize();
    simulated.store().close();
    List<JournalEntry> closing = simulated.since(before);
    if (closing.stream()
        .anyMatch(entry -> Journals.isOfTheLog(entry)
            && (entry.operation() instanceof Write || entry.operation() instanceof Force))) {
      throw story("Closing tries again what has failed.")
          .drawing(Journals.drawn(closing))
          .hint("a force that succeeds behind a failed one has not written what the first should");
    }
    try {
      simulated.open();
    } catch (IOException | RuntimeException e) {
      throw story("A store that failed cannot be opened again.")
          .came(Simulated.said(e))
          .hint(HINT);
    }
    Map<String, String> found = CrashingStore.contents(simulated.store());
    Optional<String> problem = Simulated.difference(simulated.model, found);
    if (problem.isPresent() && !found.equals(after)) {
      throw story("Reopened after a failure, the store does not hold what was acknowledged.")
          .expected("the failed call has happened entirely or not at all")
          .with("problem", problem.get())
          .hint(HINT);
    }
    simulated.model.clear();
    simulated.model.putAll(found);
    simulated.put("healthy", "again");
    simulated.reopen();
    simulated.require(
        "A store that was opened again after a failure is not as good as new.",
        told() + ", reopen, put(healthy, again), reopen, read all",
        HINT);
    simulated.close();
  }

  private void readAll(String how) {
    done.add(how);
    simulated.require(
        "After a failed call the store does not answer what was acknowledged.", told(), HINT);
  }

  private void refuses(String call, Simulated.Call made) {
    Simulated.refuses(
        IOException.class,
        made,
        "After a failure the store goes on writing.",
        told() + ", " + call,
        HINT);
  }

  private <T extends Throwable> void refusesArgument(
      String call, Class<T> type, Simulated.Call made) {
    Simulated.refuses(
        type,
        made,
        "A wrong argument is reported as trouble with the disk.",
        told() + ", " + call,
        "the argument comes first");
  }

  private Story story(String sentence) {
    return Story.of(sentence).workload(told());
  }

  private String told() {
    return String.join(", ", done);
  }

  /** What is no failure of a write or a force. */
  private static void poisonsNothing(LocalStore.Opener stores, Random random) throws IOException {
    FailStop healthy = new FailStop(stores, random);
    LocalStore store = healthy.simulated.store();
    String key = healthy.keys.get(0);
    List<Simulated.Call> calls = List.of(
        () -> store.put(null, "v"),
        () -> store.put(key, "\ud83c"),
        () -> store.put("k".repeat(65_536), "v"),
        () -> store.put(key, "v".repeat((16 << 20) + 1)),
        () -> store.delete(""),
        () -> {
          healthy.simulated.faults(Faults.failRead(0));
          store.get(key);
        });
    List<String> words = List.of(
        "put(null, v)",
        "put of half a pair",
        "put of a key too long",
        "put of a value too long",
        "delete(\"\")",
        "get while the disk cannot be read");
    for (int i = 0; i < calls.size(); i++) {
      int number = i;
      Simulated.refuses(
          Exception.class,
          calls.get(i),
          "What cannot be done is accepted.",
          words.get(i),
          "check first");
      healthy.simulated.faults(Faults.NONE);
      try {
        healthy.simulated.put(key, "after " + number);
      } catch (IOException e) {
        throw Story.of("A call that wrote nothing is taken for a failure of the disk.")
            .workload(words.get(i) + " (refused), put(" + Shown.text(key) + ", v)")
            .expected("the put is done")
            .came(Simulated.said(e))
            .hint("only a failed write or force leaves the disk in doubt");
      }
    }
    healthy.simulated.require(
        "After refused calls something is wrong.", "refused calls, read all", "");
    healthy.simulated.close();
  }
}
