package logkv.course.run;

import static java.util.stream.Collectors.toSet;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The JVM in which tests run: obeys {@link Frames} on its standard input and answers on its standard
 * output, which nobody else here gets to see.
 *
 * <p>It halts as soon as its input ends, so it never outlives the tool that started it.
 */
final class WorkerMain {
  /** By this name a stack trace shows which classes came from the phase and its tests. */
  static final String LOADER = "phase";

  private static final int MOST_OUTPUT = 4_000;

  /** They write about themselves, which looks as if the tests had printed it. */
  private static final List<Logger> CHATTY =
      List.of(Logger.getLogger("net.jqwik"), Logger.getLogger("org.junit"));

  private final Events events;
  private final CapturedOutput output = new CapturedOutput(MOST_OUTPUT);
  private final Thread runningTests = Thread.currentThread();
  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();

  private WorkerMain(Events events) {
    this.events = events;
  }

  public static void main(String[] arguments) throws Exception {
    DataInputStream in = new DataInputStream(new BufferedInputStream(System.in));
    FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    Events events = new Events(new DataOutputStream(new BufferedOutputStream(out)));
    System.setIn(InputStream.nullInputStream());
    new WorkerMain(events).serve(in);
  }

  private void serve(DataInputStream in) throws Exception {
    quieten();
    output.install();
    Runtime.getRuntime().addShutdownHook(new Thread(this::tellWhoExits));
    Thread reader = new Thread(() -> read(in), "requests");
    reader.setDaemon(true);
    reader.start();

    WarmUp.run();
    while (true) {
      run(requests.take());
    }
  }

  /** Lets the test framework log nothing but trouble. */
  static void quieten() {
    CHATTY.forEach(logger -> logger.setLevel(Level.SEVERE));
  }

  private void read(DataInputStream in) {
    try {
      while (true) {
        byte kind = in.readByte();
        if (kind == Frames.RUN) {
          requests.add(Request.read(in));
        } else if (kind == Frames.WHERE) {
          events.stack(Frames.STACK, stackOf(runningTests), others(), output.take());
        }
      }
    } catch (IOException e) {
      Runtime.getRuntime().halt(0); // the tool is gone, so there is nobody to work for
    }
  }

  private void run(Request request) throws IOException {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (URLClassLoader phase = request.newLoader()) {
      Thread.currentThread().setContextClassLoader(phase);
      new SuiteExecution(request, phase, events, output).run();
    } finally {
      Thread.currentThread().setContextClassLoader(WorkerMain.class.getClassLoader());
    }
    events.done(
        Thread.getAllStackTraces().keySet().stream().anyMatch(t -> isLeftBehind(t, before)));
  }

  private static boolean isLeftBehind(Thread thread, Set<Thread> before) {
    return !before.contains(thread)
        && thread.isAlive()
        && (!thread.isDaemon() || !StackFrames.ofPhase(thread.getStackTrace()).isEmpty());
  }

  /** Runs in a shutdown hook, while the thread that called exit waits inside of it. */
  private void tellWhoExits() {
    for (StackTraceElement[] stack : Thread.getAllStackTraces().values()) {
      boolean exits = Arrays.stream(stack)
          .anyMatch(frame -> frame.getClassName().equals("java.lang.Runtime")
              && frame.getMethodName().equals("exit"));
      if (exits) {
        events.stack(Frames.ENDING, StackFrames.trim(stack), List.of(), output.take());
      }
    }
  }

  private List<StackTraceElement> stackOf(Thread thread) {
    return StackFrames.trim(thread.getStackTrace());
  }

  /** A line for every other thread that is inside of the phase's code, for deadlocks. */
  private List<String> others() {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<Thread, StackTraceElement[]> other :
        Thread.getAllStackTraces().entrySet()) {
      List<StackTraceElement> inPhase = StackFrames.ofPhase(other.getValue());
      if (other.getKey() != runningTests && !inPhase.isEmpty()) {
        lines.add("thread \"%s\" is at %s"
            .formatted(other.getKey().getName(), StackFrames.brief(inPhase.get(0))));
      }
    }
    lines.sort(null);
    return lines;
  }

  /** What is to be run. */
  record Request(
      List<Path> classPath, Set<String> only, Set<String> excludedTags, Set<TestId> notAgain) {

    static Request read(DataInputStream in) throws IOException {
      List<Path> classPath = Frames.readTexts(in).stream().map(Path::of).toList();
      Set<String> only = Set.copyOf(Frames.readTexts(in));
      Set<String> excludedTags = Set.copyOf(Frames.readTexts(in));
      return new Request(
          classPath,
          only,
          excludedTags,
          Frames.readTexts(in).stream().map(TestId::parse).collect(toSet()));
    }

    void write(DataOutputStream to) throws IOException {
      Frames.writeTexts(to, classPath.stream().map(Path::toString).toList());
      Frames.writeTexts(to, only);
      Frames.writeTexts(to, excludedTags);
      Frames.writeTexts(to, notAgain.stream().map(TestId::toString).toList());
    }

    boolean wants(String file) {
      return only.isEmpty() || only.contains(file);
    }

    /** The folder with the tests. */
    Path tests() {
      return classPath.get(0);
    }

    URLClassLoader newLoader() throws IOException {
      URL[] urls = new URL[classPath.size()];
      for (int i = 0; i < urls.length; i++) {
        urls[i] = classPath.get(i).toUri().toURL();
      }
      return new URLClassLoader(LOADER, urls, WorkerMain.class.getClassLoader());
    }
  }
}
