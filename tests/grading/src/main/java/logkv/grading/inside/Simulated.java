package logkv.grading.inside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import logkv.crash.disk.Faults;
import logkv.crash.disk.JournalEntry;
import logkv.crash.disk.SimulatedDisk;
import logkv.grading.bench.LocalStore;

/** A store of the submission on a simulated disk of its own, and a map that is surely right. */
final class Simulated implements AutoCloseable {
  final SimulatedDisk disk = SimulatedDisk.empty();
  final Map<String, String> model = new TreeMap<>();
  private final Opening opening;
  private LocalStore store;

  /** How the store is opened. */
  @FunctionalInterface
  interface Opening {
    LocalStore in(Path directory) throws IOException;
  }

  private Simulated(Opening opening) {
    this.opening = opening;
  }

  /** Opens a new store. */
  static Simulated open(Opening opening) throws IOException {
    Simulated simulated = new Simulated(opening);
    simulated.store = opening.in(simulated.disk.directory());
    return simulated;
  }

  /** The same on a disk that holds {@code log} already; the store is not open yet. */
  static Simulated holding(byte[] log, Opening opening) throws IOException {
    Simulated simulated = new Simulated(opening);
    Files.write(simulated.log(), log);
    return simulated;
  }

  LocalStore store() {
    return store;
  }

  Path log() {
    return disk.directory().resolve("data.log");
  }

  /** Puts to both. */
  void put(String key, String value) throws IOException {
    store.put(key, value);
    model.put(key, value);
  }

  /** Deletes from both. */
  void delete(String key) throws IOException {
    store.delete(key);
    model.remove(key);
  }

  /** Opens the store, for the first time or again. */
  void open() throws IOException {
    store = opening.in(disk.directory());
  }

  void reopen() throws IOException {
    store.close();
    open();
  }

  void faults(Faults faults) {
    disk.faults(faults);
  }

  /** What was done since the journal had {@code from} entries. */
  List<JournalEntry> since(int from) {
    List<JournalEntry> journal = disk.journal();
    return journal.subList(Math.min(from, journal.size()), journal.size());
  }

  /** In the words of the crash kit, where the store does not hold what the map holds. */
  Optional<String> difference() throws IOException {
    return difference(model, CrashingStore.contents(store));
  }

  static Optional<String> difference(Map<String, String> expected, Map<String, String> came) {
    TreeMap<String, String> all = new TreeMap<>(expected);
    all.putAll(came);
    for (String key : all.keySet()) {
      String right = expected.get(key);
      String found = came.get(key);
      if (right == null || !right.equals(found)) {
        return Optional.of("%s is %s and should be %s"
            .formatted(
                Shown.text(key),
                found == null ? "not there" : Shown.text(found),
                right == null ? "not there" : Shown.text(right)));
      }
    }
    return Optional.empty();
  }

  /** Requires that the store holds what the map holds. */
  void require(String sentence, String done, String hint) {
    Optional<String> problem;
    try {
      problem = difference();
    } catch (IOException | RuntimeException e) {
      throw Story.of(sentence).workload(done).came(said(e)).hint(hint);
    }
    problem.ifPresent(what -> {
      throw Story.of(sentence).workload(done).with("problem", what).hint(hint);
    });
  }

  /** What was thrown, as stories say it, with the line of the store. */
  static String said(Throwable thrown) {
    String place = "";
    for (StackTraceElement frame : thrown.getStackTrace()) {
      String name = frame.getClassName();
      if (name.startsWith("logkv.")
          && !name.startsWith("logkv.crash.")
          && !name.startsWith("logkv.grading.")) {
        place = " at %s.%s:%d"
            .formatted(
                name.substring(name.lastIndexOf('.') + 1),
                frame.getMethodName(),
                frame.getLineNumber());
        break;
      }
    }
    return "it threw " + thrown + place;
  }

  /** A call that may fail in any way. */
  @FunctionalInterface
  interface Call {
    void make() throws Exception;
  }

  /**
   * Requires that {@code call} throws {@code type}, and returns it.
   *
   * @param sentence what is wrong if it does not
   */
  static <T extends Throwable> T refuses(
      Class<T> type, Call call, String sentence, String done, String hint) {
    String name = type.getSimpleName();
    String expected = ("AEIO".indexOf(name.charAt(0)) < 0 ? "a " : "an ") + name;
    try {
      call.make();
    } catch (Throwable thrown) {
      if (type.isInstance(thrown)) {
        return type.cast(thrown);
      }
      throw Story.of(sentence)
          .workload(done)
          .expected(expected)
          .came(said(thrown))
          .hint(hint);
    }
    throw Story.of(sentence)
        .workload(done)
        .expected(expected)
        .came("the call was accepted")
        .hint(hint);
  }

  @Override
  public void close() throws IOException {
    disk.faults(Faults.NONE);
    if (store != null) {
      store.close();
    }
  }
}
