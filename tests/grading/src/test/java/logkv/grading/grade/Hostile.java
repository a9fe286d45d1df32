package logkv.grading.grade;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A submission that means harm: the right answer to phase 2 with a small change.
 *
 * @param sources by names below {@code src/main/java}
 * @param keeps the promises that it does earn
 * @param says what its report must say, as a regular expression; empty if there is nothing to be said
 * @param needsNamespaces whether weaker isolation does not keep it from what it tries, so that it
 *     may lose more
 * @param steady whether it keeps the same promises each time
 */
record Hostile(
    String name,
    Map<String, String> sources,
    Set<String> keeps,
    String says,
    boolean needsNamespaces,
    boolean steady) {
  static final String STORE = "logkv/LogStore.java";
  static final String OPEN = "public static LogStore open(Path directory) throws IOException {";
  static final String PUT =
      "public synchronized void put(String key, String value) throws IOException {";
  static final String GET =
      "public synchronized Optional<String> get(String key) throws IOException {";
  static final String DELETE =
      "public synchronized boolean delete(String key) throws IOException {";
  static final String KEYS = "public synchronized Set<String> keys() {";
  static final String SIZE = "public synchronized int size() {";
  static final String CLOSE = "public synchronized void close() throws IOException {";

  /** The right answer, as {@code name}. */
  static Hostile named(String name, Map<String, String> answer) {
    return new Hostile(name, answer, Set.of(), "", false, true);
  }

  /** Does {@code code} first of all in a method of the store. */
  Hostile first(String method, String code) {
    return replacing(STORE, method, method + "\n" + code + "\n");
  }

  /** Does {@code code} when the class of the store is initialised. */
  Hostile initially(String code) {
    String head = "public final class LogStore implements KeyValueStore {";
    return replacing(STORE, head, head + "\n  static {\n" + code + "\n  }\n");
  }

  Hostile replacing(String file, String before, String after) {
    String text = sources.get(file);
    if (!text.contains(before)) {
      throw new IllegalArgumentException(file + " has no " + before);
    }
    return with(file, text.replace(before, after));
  }

  Hostile with(String file, String text) {
    Map<String, String> changed = new TreeMap<>(sources);
    changed.put(file, text);
    return new Hostile(name, changed, keeps, says, needsNamespaces, steady);
  }

  Hostile keeps(String... ids) {
    return new Hostile(name, sources, Set.of(ids), says, needsNamespaces, steady);
  }

  Hostile says(String regularExpression) {
    return new Hostile(name, sources, keeps, regularExpression, needsNamespaces, steady);
  }

  Hostile inNamespaces() {
    return new Hostile(name, sources, keeps, says, true, steady);
  }

  /** It may lose more, depending on who gets the processor. */
  Hostile unsteady() {
    return new Hostile(name, sources, keeps, says, needsNamespaces, false);
  }

  /** Hands it in. */
  void writeTo(Path submissions) throws IOException {
    Answers.write(submissions.resolve(name), sources);
  }
}
