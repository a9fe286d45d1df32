package logkv.grading.sandbox;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A process in a {@link Cell}. Safe for several threads, except for its streams. */
public final class Child {
  // In patiences: how long a child may wait for a processor, or for another of its threads.
  private static final double LOOPS = 0.5; // of processor time
  private static final double IDLE = 0.1; // of processor time
  private static final double WHEN_IDLE = 2;
  private static final double WHEN_STARVED = 6;

  private final Process process;
  private final Limits limits;
  private final Path folder;
  private final Cell cell;
  private final long started = System.nanoTime();
  private final DataInputStream in;
  private final DataOutputStream out;
  private final Thread errors;
  private volatile long errorBytes;
  private volatile String stoppedBecause;
  private volatile boolean killed;
  private volatile List<ProcessHandle> inside = List.of();
  private volatile boolean begun;

  // What it was asked last and has not answered: since when, and how much processor time it had
  // used.
  private volatile long askedAt;
  private volatile long cpuWhenAsked;
  private volatile Duration patience;

  Child(Process process, Limits limits, Path folder, Cell cell) {
    this.process = process;
    this.limits = limits;
    this.folder = folder;
    this.cell = cell;
    this.in = new DataInputStream(new BufferedInputStream(pipe()));
    this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    errors = new Thread(this::drainErrors, "errors of a child");
    errors.setDaemon(true);
    errors.start();
  }

  /** In a namespace nobody survives the first process, so the pipe ends with it. */
  private InputStream pipe() {
    InputStream pipe = process.getInputStream();
    return cell.sandbox().strength() == Sandbox.Strength.NAMESPACES
        ? pipe
        : new PatientStream(pipe, process::isAlive);
  }

  public DataInputStream in() {
    return in;
  }

  public DataOutputStream out() {
    return out;
  }

  /** Whether it can be asked; one that is being killed cannot. */
  public boolean isAlive() {
    return !killed && process.isAlive();
  }

  /**
   * From now on it is expected to answer, with a processor to itself within {@code patience}. One
   * that computes and one that waits for nothing are told from one that gets no processor, so that a
   * busy machine does not decide.
   */
  public void asked(Duration patience) {
    cpuWhenAsked = -1;
    this.patience = patience;
    askedAt = System.nanoTime();
  }

  /** It has answered, so that by now the JVM itself is among its processes. */
  public void answered() {
    begun = true;
    askedAt = 0;
  }

  /** Why the grader stopped it, in a sentence, if it did. */
  public Optional<String> stoppedBecause() {
    return Optional.ofNullable(stoppedBecause);
  }

  /** Kills it because of {@code why}, a sentence about the submission. */
  public void stop(String why) {
    if (stoppedBecause == null) {
      stoppedBecause = why;
    }
    kill();
  }

  /** Kills it with all that it has started, and waits until they are gone. */
  public void kill() {
    killed = true;
    // The first process of a namespace takes all others with it.
    List<ProcessHandle> descendants = process.descendants().toList();
    for (ProcessHandle descendant : descendants) {
      descendant.destroyForcibly();
    }
    if (descendants.isEmpty() || cell.sandbox().strength() != Sandbox.Strength.NAMESPACES) {
      process.destroyForcibly();
    }
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        process.waitFor(5, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    cell.ended(this);
  }

  /**
   * Waits until it has ended by itself.
   *
   * @return its exit status, or nothing if it still runs
   */
  public Optional<Integer> awaitEnd(Duration atMost) {
    try {
      if (process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        cell.ended(this);
        return Optional.of(process.exitValue());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  /** The JVM itself, not what locks it up; its number is that of the grader's system. */
  public long pid() {
    List<ProcessHandle> all = insiders();
    return all.isEmpty() ? process.pid() : all.get(all.size() - 1).pid();
  }

  private List<ProcessHandle> insiders() {
    List<ProcessHandle> known = inside;
    if (known.isEmpty()) {
      boolean complete = begun; // asked first
      known = process.descendants().toList();
      inside = complete ? known : List.of();
    }
    return known;
  }

  /** Called by the {@link Watch} every now and then; stops it if it has broken a limit. */
  void check() {
    long now = System.nanoTime();
    if (now - started > TimeUnit.SECONDS.toNanos(limits.wallSeconds())) {
      stop("It ran for more than %d seconds and was stopped.".formatted(limits.wallSeconds()));
    } else if (errorBytes >> 20 >= limits.outputMegabytes()) {
      stop("It printed more than %d MB and was stopped.".formatted(limits.outputMegabytes()));
    } else if (isStuck(now)) {
      stop("It did not answer within %d seconds and was stopped.".formatted(patience.toSeconds()));
    } else {
      DiskUse.tooMuch(folder, limits).ifPresent(this::stop);
    }
  }

  private boolean isStuck(long now) {
    long since = askedAt;
    if (since == 0) {
      return false;
    }
    long waited = now - since;
    if (cpuWhenAsked == -1) {
      cpuWhenAsked = cpuNanos();
      return false;
    }
    if (waited < patience.toNanos()) {
      return false;
    }
    double computed = (cpuNanos() - cpuWhenAsked) / (double) patience.toNanos();
    double patiences = waited / (double) patience.toNanos();
    return computed >= LOOPS
        || patiences >= WHEN_IDLE && computed < IDLE
        || patiences >= WHEN_STARVED;
  }

  private long cpuNanos() {
    long nanos = 0;
    for (ProcessHandle handle : insiders()) {
      nanos += handle.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }
    return nanos + process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }

  private void drainErrors() {
    byte[] buffer = new byte[16 * 1024];
    try (InputStream from = process.getErrorStream()) {
      for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
        errorBytes += read;
      }
    } catch (IOException e) {
      // Nothing more to count.
    }
  }
}
