package logkv.course.run;

import static java.util.stream.Collectors.joining;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** This JVM's end of the line to a {@link WorkerMain}. */
final class Worker implements AutoCloseable {
  private final Process process;
  private final DataOutputStream requests;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final CapturedOutput lastWords = new CapturedOutput(4_000);

  private volatile boolean closed;

  private Worker(Process process) {
    this.process = process;
    this.requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
  }

  static Worker start(Path workingDirectory) throws IOException {
    Process process =
        new ProcessBuilder(commandLine()).directory(workingDirectory.toFile()).start();
    Worker worker = new Worker(process);
    worker.inBackground(worker::listen, "events of a worker");
    worker.inBackground(worker::drainErrors, "errors of a worker");
    return worker;
  }

  private static List<String> commandLine() {
    List<String> command = new ArrayList<>();
    command.add(ThisJvm.java().toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
    command.addAll(List.of("-Xshare:auto", "-Xlog:disable", "-Xmx1g"));
    command.addAll(archive());
    String classPath =
        ThisJvm.classPath().stream().map(Path::toString).collect(joining(File.pathSeparator));
    command.addAll(List.of("-ea", "-cp", classPath));
    command.add(WorkerMain.class.getName());
    return command;
  }

  /** A file of preloaded classes makes the start faster; one that does not fit is ignored. */
  private static List<String> archive() {
    String file = System.getProperty("logkv.course.archive", "");
    boolean there = !file.isEmpty() && Files.isReadable(Path.of(file));
    return there ? List.of("-XX:SharedArchiveFile=" + file) : List.of();
  }

  /** Whether it can be asked to run something. */
  boolean isAlive() {
    return !closed && process.isAlive();
  }

  void run(WorkerMain.Request request) {
    send(Frames.RUN, request);
  }

  /** Asks for an {@link Event.Stack}, which comes among the other events or, if the JVM is too busy, not. */
  void askWhere() {
    send(Frames.WHERE, null);
  }

  private void send(byte kind, WorkerMain.Request request) {
    try {
      requests.writeByte(kind);
      if (request != null) {
        request.write(requests);
      }
      requests.flush();
    } catch (IOException e) {
      // It is gone; the end of its events says so too, and there it is dealt with.
    }
  }

  /** Returns the next event, or nothing if there is none within {@code patience}. */
  Optional<Event> next(Duration patience) {
    try {
      return Optional.ofNullable(events.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of(new Event.Lost(-1, ""));
    }
  }

  /** Ends the JVM at once, and the processes that tests have started. */
  @Override
  public void close() {
    closed = true;
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private void listen() {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(process.getInputStream()))) {
      while (true) {
        events.add(Event.read(in));
      }
    } catch (IOException e) {
      events.add(lost());
    }
  }

  private Event.Lost lost() {
    try {
      if (!process.waitFor(2, TimeUnit.SECONDS)) {
        close(); // it writes what is no event, or nothing any more
        process.waitFor();
      }
      return new Event.Lost(process.exitValue(), lastWords.take());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Event.Lost(-1, "");
    }
  }

  private void drainErrors() {
    try (InputStream errors = process.getErrorStream()) {
      errors.transferTo(lastWords);
    } catch (IOException e) {
      // Nothing more to hear.
    }
  }

  private void inBackground(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** What a worker tells. */
  sealed interface Event {

    record Found(TestId test, List<String> displayNames, Set<String> tags) implements Event {}

    record Started(TestId test) implements Event {}

    record Finished(TestId test, TestResult.Status status, Optional<Failure> failure)
        implements Event {}

    /** Where the running test is. */
    record Stack(List<StackTraceElement> stack, List<String> others, String output)
        implements Event {}

    /** Somebody called {@code System.exit}, there. */
    record Ending(Stack where) implements Event {}

    record Done(boolean threadsLeftBehind) implements Event {}

    /** The JVM is no more; always the last event. */
    record Lost(int exitStatus, String lastWords) implements Event {}

    static Event read(DataInputStream in) throws IOException {
      byte kind = in.readByte();
      switch (kind) {
        case Frames.FOUND:
          return new Found(
              TestId.parse(Frames.readText(in)),
              Frames.readTexts(in),
              new HashSet<>(Frames.readTexts(in)));
        case Frames.STARTED:
          return new Started(TestId.parse(Frames.readText(in)));
        case Frames.FINISHED:
          return readFinished(in);
        case Frames.STACK:
          return readStack(in);
        case Frames.ENDING:
          return new Ending(readStack(in));
        case Frames.DONE:
          return new Done(in.readBoolean());
        default:
          throw new IOException("not an event: " + kind);
      }
    }

    private static Finished readFinished(DataInputStream in) throws IOException {
      TestId test = TestId.parse(Frames.readText(in));
      TestResult.Status status = TestResult.Status.valueOf(Frames.readText(in));
      boolean failed = status == TestResult.Status.FAILED;
      return new Finished(
          test, status, failed ? Optional.of(Frames.readFailure(in)) : Optional.empty());
    }

    private static Stack readStack(DataInputStream in) throws IOException {
      return new Stack(Frames.readStack(in), Frames.readTexts(in), Frames.readText(in));
    }
  }
}
