package logkv.grading.protocol;

/**
 * The source of the class through which a child calls a submission. It is compiled against the
 * submission's classes, so that javac says what of a store is missing.
 */
final class Adapter {
  static final String FILE = "logkv/grading/adapter/Adapter.java";

  private static final String HEAD = """
      package logkv.grading.adapter;

      import java.io.IOException;
      import java.nio.file.Path;
      import java.util.Optional;
      import java.util.Set;
      import logkv.grading.bench.LocalStore;

      public final class Adapter implements logkv.grading.child.SubmissionOpener {
        public LocalStore openInMemory() {
          return new OfKeyValueStore(new logkv.InMemoryStore());
        }
      """;

  private static final String NO_LOG = """
        public LocalStore open(Path directory) {
          throw new UnsupportedOperationException("this phase has no LogStore");
        }
      """;

  private static final String LOG = """
        public LocalStore open(Path directory) throws IOException {
          return new OfLogStore(logkv.LogStore.open(directory));
        }
      """;

  private static final String NO_POLICY = """
        public LocalStore open(Path directory, long minimumBytes, double deadRatio) {
          throw new UnsupportedOperationException("this phase has no CompactionPolicy");
        }
        public boolean wantsCompaction(long minimum, double ratio, long log, long dead) {
          throw new UnsupportedOperationException("this phase has no CompactionPolicy");
        }
      """;

  private static final String POLICY = """
        public LocalStore open(Path directory, long minimumBytes, double deadRatio)
            throws IOException {
          return new OfLogStore(logkv.LogStore.open(
              directory, new logkv.CompactionPolicy(minimumBytes, deadRatio)));
        }
        public boolean wantsCompaction(long minimum, double ratio, long log, long dead) {
          return new logkv.CompactionPolicy(minimum, ratio).wantsCompaction(log, dead);
        }
      """;

  private static final String STORES = """
        private static class OfKeyValueStore implements LocalStore {
          private final logkv.KeyValueStore store;

          OfKeyValueStore(logkv.KeyValueStore store) {
            this.store = store;
          }

          public void put(String key, String value) throws IOException {
            store.put(key, value);
          }

          public Optional<String> get(String key) throws IOException {
            return store.get(key);
          }

          public boolean delete(String key) throws IOException {
            return store.delete(key);
          }

          public Set<String> keys() throws IOException {
            return store.keys();
          }

          public int size() {
            return store.size();
          }

          public void close() throws IOException {
            store.close();
          }

          public long deadBytes() {
            throw new UnsupportedOperationException("this phase has no deadBytes()");
          }

          public void compact() throws IOException {
            throw new UnsupportedOperationException("this phase has no compact()");
          }

          public long cutBytes() {
            throw new UnsupportedOperationException("this phase has no cutBytes()");
          }

          public long verify() throws IOException {
            throw new UnsupportedOperationException("this phase has no verify()");
          }
        }
      """;

  private static final String LOG_STORE_HEAD = """
        private static final class OfLogStore extends OfKeyValueStore {
          private final logkv.LogStore store;

          OfLogStore(logkv.LogStore store) {
            super(store);
            this.store = store;
          }
      """;

  private Adapter() {}

  /** What can be called in {@code phase}, and nothing more. */
  static String source(int phase) {
    StringBuilder source = new StringBuilder(HEAD);
    source
        .append(phase >= 2 ? LOG : NO_LOG)
        .append(phase >= 4 ? POLICY : NO_POLICY)
        .append(STORES);
    if (phase >= 2) {
      source.append(LOG_STORE_HEAD);
      source.append(phase >= 3 ? method("long deadBytes()") : "");
      source.append(phase >= 4 ? method("void compact() throws IOException") : "");
      source.append(phase >= 5 ? method("long cutBytes()") : "");
      source.append(phase >= 6 ? method("long verify() throws IOException") : "");
      source.append("  }\n");
    }
    return source.append("}\n").toString();
  }

  private static String method(String head) {
    String call = head.replaceFirst("^\\S+ (\\w+\\(\\)).*", "$1");
    String answer = head.startsWith("void") ? "" : "return ";
    return "    public %s {\n      %sstore.%s;\n    }\n".formatted(head, answer, call);
  }
}
