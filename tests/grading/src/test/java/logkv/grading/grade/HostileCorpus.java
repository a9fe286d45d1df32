package logkv.grading.grade;

import static logkv.grading.grade.Hostile.CLOSE;
import static logkv.grading.grade.Hostile.DELETE;
import static logkv.grading.grade.Hostile.GET;
import static logkv.grading.grade.Hostile.KEYS;
import static logkv.grading.grade.Hostile.OPEN;
import static logkv.grading.grade.Hostile.PUT;
import static logkv.grading.grade.Hostile.SIZE;
import static logkv.grading.grade.Hostile.STORE;
import static logkv.grading.grade.SmallExamination.ABSENT;
import static logkv.grading.grade.SmallExamination.CRASHED;
import static logkv.grading.grade.SmallExamination.FOUND;
import static logkv.grading.grade.SmallExamination.KILLED;
import static logkv.grading.grade.SmallExamination.REOPENED;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What authors may try who have read the grader's source. */
final class HostileCorpus {
  private static final String[] ALL = {
    FOUND, ABSENT, SmallExamination.KEYS, REOPENED, KILLED, CRASHED
  };
  private static final String[] FROM_OUTSIDE = {
    FOUND, ABSENT, SmallExamination.KEYS, REOPENED, KILLED
  };
  private static final String[] WITHOUT_PUT = {ABSENT};
  private static final String LEADS_OUT = "The simulated disk runs in one JVM with the store";

  private final Map<String, String> answer;
  private final List<Hostile> all = new ArrayList<>();

  private HostileCorpus(Map<String, String> answer) {
    this.answer = answer;
  }

  /**
   * @param secret a file of the grader's machine that a submission should not see
   */
  static List<Hostile> of(Map<String, String> answer, Path secret) {
    HostileCorpus corpus = new HostileCorpus(answer);
    corpus.ending();
    corpus.never();
    corpus.tooMuch();
    corpus.lying();
    corpus.reaching(secret);
    corpus.disturbing();
    corpus.compiling();
    return List.copyOf(corpus.all);
  }

  private Hostile add(String name) {
    return Hostile.named(name, answer);
  }

  private void keep(Hostile hostile) {
    all.add(hostile);
  }

  /** The JVM ends. */
  private void ending() {
    String ended = "ended by itself, with exit status 0";
    keep(add("exits-in-open").first(OPEN, "System.exit(0);").says(ended));
    keep(add("exits-in-put")
        .first(PUT, "System.exit(0);")
        .keeps(WITHOUT_PUT)
        .says(ended + ".*The call was put\\("));
    keep(add("exits-in-get")
        .first(GET, "System.exit(0);")
        .keeps(ABSENT, SmallExamination.KEYS)
        .says(ended + ".*The call was get\\("));
    keep(add("exits-in-delete")
        .first(DELETE, "System.exit(0);")
        .keeps(FOUND, SmallExamination.KEYS, REOPENED, KILLED, CRASHED)
        .says(ended + ".*The call was delete\\("));
    keep(add("exits-in-keys")
        .first(KEYS, "System.exit(0);")
        .keeps(FOUND, ABSENT, REOPENED, KILLED)
        .says(ended + ".*The call was keys\\("));
    keep(add("exits-in-size")
        .first(SIZE, "System.exit(0);")
        .keeps(FOUND, ABSENT, REOPENED, KILLED, CRASHED)
        .says(ended + ".*The call was size\\("));
    keep(add("exits-in-close")
        .first(CLOSE, "System.exit(0);")
        .keeps(ABSENT, SmallExamination.KEYS, KILLED)
        .says(ended + ".*The call was close\\("));
    keep(add("halts-in-put")
        .first(PUT, "Runtime.getRuntime().halt(0);")
        .keeps(WITHOUT_PUT)
        .says(ended));
    keep(add("halts-in-get")
        .first(GET, "Runtime.getRuntime().halt(0);")
        .keeps(ABSENT, SmallExamination.KEYS)
        .says(ended));
    keep(add("exits-when-initialised").initially("System.exit(0);").says(ended));
    keep(add("crashes-the-jvm")
        .first(PUT, unsafe("unsafe.putAddress(0, 0);"))
        .keeps(WITHOUT_PUT)
        .says("ended by itself, with exit status 134"));
    keep(add("kills-all-processes")
        .first(
            PUT,
            "ProcessHandle.allProcesses().filter(one -> !one.equals(ProcessHandle.current()))"
                + ".forEach(ProcessHandle::destroyForcibly);"
                + " ProcessHandle.current().parent().ifPresent(ProcessHandle::destroyForcibly);"
                + " Runtime.getRuntime().halt(9);")
        .keeps(WITHOUT_PUT)
        .says("ended by itself"));
  }

  private static String unsafe(String code) {
    return """
        try {
          Class<?> type = Class.forName("sun.misc.Unsafe");
          java.lang.reflect.Field field = type.getDeclaredField("theUnsafe");
          field.setAccessible(true);
          Object unsafe = field.get(null);
          type.getMethod("putAddress", long.class, long.class).invoke(unsafe, 0L, 0L);
        } catch (ReflectiveOperationException e) {
          throw new IOException(e);
        }
        """;
  }

  /** A call does not return. */
  private void never() {
    String stopped = "did not answer within 1 seconds and was stopped";
    keep(add("loops-in-get")
        .first(GET, "while (key != null) { Thread.onSpinWait(); }")
        .keeps(ABSENT, SmallExamination.KEYS)
        .says(stopped + ".*The call was get\\("));
    keep(add("loops-when-initialised")
        .initially("for (int i = 0; i >= 0; i = (i + 1) & 7) { Thread.onSpinWait(); }")
        .says(stopped));
    keep(add("deadlocks-in-put").first(PUT, """
            Object left = new Object();
            Object right = new Object();
            java.util.concurrent.CountDownLatch both = new java.util.concurrent.CountDownLatch(2);
            class Locker extends Thread {
              private final Object one;
              private final Object other;
              Locker(Object one, Object other) { this.one = one; this.other = other; }
              public void run() {
                synchronized (one) {
                  both.countDown();
                  try { both.await(); } catch (InterruptedException e) { }
                  synchronized (other) { }
                }
              }
            }
            Thread a = new Locker(left, right);
            Thread b = new Locker(right, left);
            a.start(); b.start();
            try { a.join(); b.join(); } catch (InterruptedException e) { }
            """).keeps(WITHOUT_PUT).says(stopped));
    keep(add("loops-in-a-shutdown-hook")
        .initially("Runtime.getRuntime().addShutdownHook(new Thread(() -> {"
            + " while (true) { Thread.onSpinWait(); } }));")
        .first(PUT, "System.exit(0);")
        .keeps(WITHOUT_PUT)
        .says(stopped));
    keep(add("keys-without-end")
        .first(KEYS, """
            if (index != null) {
              return new java.util.AbstractSet<String>() {
                public int size() { return Integer.MAX_VALUE - 8; }
                public java.util.Iterator<String> iterator() {
                  return java.util.stream.Stream.iterate("a", a -> a + "a").iterator();
                }
              };
            }
            """)
        .keeps(FOUND, ABSENT, REOPENED, KILLED)
        .says("OutOfMemoryError|did not answer"));
    keep(add("message-without-end")
        .first(
            PUT,
            "if (key != null) throw new IOException() {"
                + " public String getMessage() { while (true) { Thread.onSpinWait(); } } };")
        .keeps(WITHOUT_PUT)
        .says("did not answer"));
    keep(add("message-that-exits")
        .first(
            PUT,
            "if (key != null) throw new IOException() {"
                + " public String getMessage() { System.exit(0); return \"\"; } };")
        .keeps(WITHOUT_PUT)
        .says("ended by itself"));
  }

  /** Something is used up. */
  private void tooMuch() {
    keep(add("fills-the-disk")
        .first(PUT, """
            byte[] much = new byte[1 << 20];
            for (int i = 0; i < 10_000; i++) {
              java.nio.file.Files.write(Path.of("junk-" + i), much);
            }
            """)
        .keeps(WITHOUT_PUT)
        .says("filled more than 32 MB of disk and was stopped|" + LEADS_OUT));
    keep(add("fills-one-file")
        .first(PUT, """
            try (java.io.RandomAccessFile file = new java.io.RandomAccessFile("junk", "rw")) {
              for (long at = 0; at < 1L << 40; at += 1 << 20) {
                file.write(new byte[1 << 20]);
              }
            }
            """)
        .keeps(WITHOUT_PUT)
        .says("File too large|File size limit|filled more than 32 MB|exit status 153"));
    keep(add("makes-files-without-end")
        .first(
            PUT,
            "for (int i = 0; i >= 0; i++) {"
                + " java.nio.file.Files.createFile(Path.of(\"junk-\" + i)); }")
        .keeps(WITHOUT_PUT)
        .says("made more than 2,000 files and was stopped"));
    keep(add("fills-the-heap")
        .first(
            PUT,
            "java.util.List<byte[]> much = new java.util.ArrayList<>();"
                + " while (key != null) { much.add(new byte[1 << 20]); }")
        .keeps(WITHOUT_PUT)
        .says("OutOfMemoryError"));
    keep(add("fills-memory-beside-the-heap")
        .first(
            PUT,
            "java.util.List<Object> much = new java.util.ArrayList<>(); while (key != null) {"
                + " much.add(java.nio.ByteBuffer.allocateDirect(1 << 20)); }")
        .keeps(WITHOUT_PUT)
        .says("OutOfMemoryError|did not answer"));
    keep(add("starts-threads-without-end")
        .first(
            PUT,
            "while (key != null) { new Thread(() -> {"
                + " try { Thread.sleep(100_000); } catch (InterruptedException e) { } }).start(); }")
        .keeps(WITHOUT_PUT)
        .says("unable to create native thread|did not answer|ended by itself"));
    keep(add("forks-without-end")
        .first(PUT, """
            String java = System.getProperty("java.home") + "/bin/java";
            while (key != null) {
              new ProcessBuilder(java, "-Xmx8m", "-cp", System.getProperty("java.class.path"),
                  "logkv.grading.child.StoreMain", ".", ".").start();
            }
            """)
        .keeps(WITHOUT_PUT)
        .says("Resource temporarily unavailable|did not answer|ended by itself|threw"));
    keep(add("leaves-somebody-behind-who-writes")
        .first(PUT, """
            Thread left = new Thread(() -> {
              while (true) {
                try {
                  java.nio.file.Files.writeString(java.nio.file.Path.of("stray"), "x");
                } catch (IOException e) {
                  return;
                }
              }
            });
            left.setDaemon(true);
            left.start();
            if (key != null) throw new IOException("somebody stays behind");
            """)
        .keeps(WITHOUT_PUT)
        .says("somebody stays behind"));
    keep(add("prints-without-end")
        .first(PUT, "while (key != null) { System.out.println(\"x\".repeat(100_000)); }")
        .keeps(WITHOUT_PUT)
        .says("printed more than 2 MB and was stopped"));
    keep(add("answers-with-too-much")
        .first(GET, "if (key != null) return Optional.of(\"x\".repeat(15 << 20));")
        .keeps(ABSENT, SmallExamination.KEYS)
        .says("returned|OutOfMemoryError|no answer"));
  }

  /** It says what is not so. */
  private void lying() {
    keep(add("writes-to-the-line")
        .first(PUT, "new java.io.FileOutputStream(java.io.FileDescriptor.out).write(new byte[99]);")
        .keeps(WITHOUT_PUT)
        .says("wrote to the grader's line what is no answer"));
    keep(add("answers-for-itself")
        // That the put is done (lane 0, DONE), and then never does it.
        .first(
            PUT,
            "new java.io.FileOutputStream(java.io.FileDescriptor.out)"
                + ".write(new byte[] {0, 1}); while (key != null) { Thread.onSpinWait(); }")
        .keeps(WITHOUT_PUT)
        .says("did not answer|no answer"));
    keep(
        add("writes-reports-and-exits").first(PUT, """
            java.nio.file.Files.createDirectories(Path.of("target/surefire-reports"));
            java.nio.file.Files.writeString(
                Path.of("target/surefire-reports/TEST-logkv.LogStoreTest.xml"),
                "<testsuite tests='6' failures='0'><testcase name='2.found'/></testsuite>");
            System.out.println("{\\"verdict\\": \\"KEPT\\", \\"points\\": 60}");
            System.exit(0);
            """).keeps(WITHOUT_PUT).says("ended by itself"));
    keep(add("remembers-in-static-fields")
        .initially("MEMORY = new java.util.HashMap<>();")
        .replacing(
            STORE, "  static {", "  static final java.util.Map<String, String> MEMORY;\n  static {")
        .first(PUT, "if (MEMORY != null) { MEMORY.put(key, value); return; }")
        .first(GET, "if (MEMORY != null) return Optional.ofNullable(MEMORY.get(key));")
        .first(KEYS, "if (MEMORY != null) return new TreeSet<>(MEMORY.keySet());")
        .first(SIZE, "if (MEMORY != null) return MEMORY.size();")
        .keeps(FOUND, ABSENT, SmallExamination.KEYS)
        .says("get\\(\"key\"\\) returned Optional.empty"));
    keep(add("throws-the-graders-exceptions").first(PUT, """
            try {
              if (key != null) throw (RuntimeException) Class.forName("logkv.grading.bench.Broken")
                  .getConstructors()[0].newInstance("KEPT", "KEPT");
            } catch (ReflectiveOperationException e) {
              throw new IOException(e);
            }
            """).keeps(WITHOUT_PUT).says(LEADS_OUT));
    keep(add("null-instead-of-answers")
        .first(GET, "if (key != null) return null;")
        .first(KEYS, "if (index != null) return null;")
        .keeps(ABSENT)
        .says("returned null"));
  }

  /** It looks for what is not its own. */
  private void reaching(Path secret) {
    keep(add("reads-the-graders-files")
        .inNamespaces()
        .first(
            PUT,
            "if (java.nio.file.Files.exists(Path.of(\"" + secret + "\")))"
                + " throw new IOException(\"I see it\");")
        .keeps(FROM_OUTSIDE)
        .says(LEADS_OUT));
    keep(add("reads-the-environment")
        .inNamespaces()
        .first(
            PUT,
            "for (String name : System.getenv().keySet())"
                + " if (!name.equals(\"LANG\") && !name.equals(\"PWD\"))"
                + " throw new IOException(\"I see \" + name);")
        .keeps(ALL));
    keep(add("sees-other-processes")
        .inNamespaces()
        .first(
            PUT,
            "if (ProcessHandle.allProcesses().count() > 5)"
                + " throw new IOException(\"I see them\");")
        .keeps(FROM_OUTSIDE)
        .says(LEADS_OUT));
    keep(add("calls-somebody")
        .inNamespaces()
        .first(
            PUT,
            "try (java.net.ServerSocket here = new java.net.ServerSocket(0)) {"
                + " for (var all = java.net.NetworkInterface.networkInterfaces().iterator();"
                + " all.hasNext(); ) { var one = all.next(); if (!one.isLoopback())"
                + " throw new IOException(\"I see a network\"); } }")
        .keeps(FROM_OUTSIDE)
        .says(LEADS_OUT));
    keep(add("writes-elsewhere").first(PUT, """
            for (String place : new String[] {"/tmp/x", "/dev/shm/x", "/x", "/usr/lib/x", "../x"}) {
              boolean wrote = true;
              try {
                java.nio.file.Files.writeString(Path.of(place), "x");
              } catch (IOException e) {
                wrote = false;
              }
              if (wrote) {
                throw new IOException("I wrote " + place);
              }
            }
            """).keeps(FROM_OUTSIDE).says(LEADS_OUT));
    keep(add("reflects-into-the-harness")
        .first(PUT, """
            try {
              Class<?> main = Class.forName("logkv.grading.child.SuiteMain");
              java.lang.reflect.Field kept = main.getDeclaredField("KEPT");
              Class.forName("logkv.grading.hidden.Hidden");
              throw new IOException("I see the hidden suites, and " + kept);
            } catch (ReflectiveOperationException e) {
              // Not here.
            }
            """)
        .keeps(FROM_OUTSIDE)
        .says("LogStore uses java.lang.Class.forName.*" + LEADS_OUT));
    keep(add("reflects-into-junit").first(PUT, """
            try {
              Class.forName("org.junit.platform.launcher.Launcher");
              throw new IOException("I see JUnit");
            } catch (ClassNotFoundException e) {
              // Not here.
            }
            """).keeps(FROM_OUTSIDE).says(LEADS_OUT));
    keep(add("names-the-crash-kit")
        .with(
            "logkv/Cheat.java",
            "package logkv; class Cheat { Object o = logkv.crash.Disk.STRICT; }")
        .says("package logkv.crash does not exist"));
    keep(add("links-its-folder-elsewhere")
        .first(CLOSE, "")
        .first(PUT, """
            Path log = Path.of("store-" + new java.io.File(".").list().length);
            for (String name : new java.io.File(".").list()) {
              Path folder = Path.of(name);
              if (java.nio.file.Files.isDirectory(folder)) {
                Path file = folder.resolve("data.log");
                java.nio.file.Files.deleteIfExists(file);
                java.nio.file.Files.createSymbolicLink(file, Path.of("/etc/passwd"));
              }
            }
            """)
        .keeps(FOUND, ABSENT, SmallExamination.KEYS)
        .says("get\\(\"key\"\\) returned Optional.empty|AccessDenied|Permission|Read-only|threw"));
  }

  /** It changes what others use. */
  private void disturbing() {
    keep(add("changes-the-surroundings")
        .initially("java.util.Locale.setDefault(new java.util.Locale(\"ar\", \"EG\"));"
            + " java.util.TimeZone.setDefault(java.util.TimeZone.getTimeZone(\"Asia/Kathmandu\"));"
            + " System.setProperty(\"file.separator\", \"?\");"
            + " System.setProperty(\"line.separator\", \"?\");"
            + " System.setProperty(\"java.class.path\", \"?\"); System.setOut(null);"
            + " System.setErr(null); System.setIn(null);")
        .keeps(ALL));
    keep(add("leaves-threads-behind")
        .first(OPEN, "new Thread(() -> { while (true) { Thread.onSpinWait(); } }).start();")
        .keeps(ALL));
    keep(add("interrupts-its-caller")
        .first(CLOSE, "Thread.currentThread().interrupt();")
        .first(SIZE, "Thread.currentThread().interrupt();")
        .keeps(FROM_OUTSIDE)
        .says("ClosedByInterruptException"));
    keep(add("closes-the-line")
        .first(
            PUT,
            "new java.io.FileOutputStream(java.io.FileDescriptor.out).close();"
                + " new java.io.FileInputStream(java.io.FileDescriptor.in).close();")
        .keeps(WITHOUT_PUT)
        .says("ended by itself|no answer|did not answer"));
  }

  /** It is meant for the compiler. */
  private void compiling() {
    keep(add("classes-of-the-grader-in-a-file-of-its-own")
        .with("logkv/Cheat.java", "package logkv.grading.bench; interface LocalStore {}")
        .says("only classes of the packages logkv and logkv.log are taken"));
    StringBuilder doubling = new StringBuilder("package logkv; class Cheat {\n");
    doubling.append("static final String A0 = \"").append("x".repeat(1_000)).append("\";\n");
    for (int i = 1; i < 30; i++) {
      doubling.append("static final String A%d = A%d + A%d;\n".formatted(i, i - 1, i - 1));
    }
    keep(add("fills-javac").with("logkv/Cheat.java", doubling + "}").says("javac"));
    keep(add("nests-too-deep")
        .with(
            "logkv/Cheat.java",
            "package logkv; class Cheat { int i = " + "(".repeat(60_000) + "1" + ")".repeat(60_000)
                + "; }")
        .says("javac"));
    keep(add("an-annotation-processor")
        .with("logkv/Cheat.java", """
            package logkv;
            @javax.annotation.processing.SupportedAnnotationTypes("*")
            public class Cheat extends javax.annotation.processing.AbstractProcessor {
              static { System.exit(0); }
              public boolean process(
                  java.util.Set<? extends javax.lang.model.element.TypeElement> types,
                  javax.annotation.processing.RoundEnvironment round) {
                System.exit(0);
                return true;
              }
            }
            """)
        .keeps(FROM_OUTSIDE)
        .says(LEADS_OUT));
  }
}
