package logkv.course.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import logkv.course.run.Worker.Event;

/**
 * Runs suites in a JVM of their own, which stays warm between runs.
 *
 * <p>Every run gets a fresh class loader. Whatever the code under test does to its JVM (endless
 * loops, {@code System.exit}, floods of output) ends in a {@link Failure}, not in an exception here:
 * then a new JVM takes over.
 *
 * <p>Not for several threads at once: who wants to run suites side by side starts several runners.
 */
public final class TestRunner implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration ENDING = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofSeconds(2);

  private final Path workingDirectory;
  private Worker worker;

  private TestRunner(Path workingDirectory, Worker worker) {
    this.workingDirectory = workingDirectory;
    this.worker = worker;
  }

  /**
   * Starts a JVM that gets ready for its first suite while the caller goes on.
   *
   * @param workingDirectory where the tests run, as in {@code System.getProperty("user.dir")}
   */
  public static TestRunner start(Path workingDirectory) throws IOException {
    return new TestRunner(workingDirectory, Worker.start(workingDirectory));
  }

  /**
   * Runs {@code suite} against the classes in {@code classPath}.
   *
   * @param classPath folders with the code under test, and with settings; test framework and crash
   *     kit are there already
   * @throws IOException if no JVM could be started
   */
  public TestRun run(Suite suite, List<Path> classPath, RunOptions options) throws IOException {
    long begin = System.nanoTime();
    List<Path> all = new ArrayList<>();
    all.add(suite.testClasses().toAbsolutePath());
    classPath.forEach(folder -> all.add(folder.toAbsolutePath()));

    Ledger ledger = new Ledger(options.listener());
    String notHeardOf = "it was found, but nothing was heard of it";
    for (int losses = 0; ; losses++) {
      if (losses > options.lossesAllowed()) {
        notHeardOf =
            "it was not run, because %d before it got stuck or ended the JVM".formatted(losses);
        break;
      }
      if (!worker.isAlive()) {
        worker = Worker.start(workingDirectory);
      }
      worker.run(
          new WorkerMain.Request(all, suite.only(), options.excludedTags(), ledger.settled()));
      Optional<Failure> loss = listen(ledger, options);
      if (loss.isEmpty()) {
        break;
      }
      boolean nothingFound = ledger.current().isEmpty();
      ledger.blame(suite.name(), loss.get());
      if (nothingFound) {
        break; // it would only happen again
      }
    }
    return ledger.close(suite.name(), notHeardOf, Duration.ofNanos(System.nanoTime() - begin));
  }

  /** Follows one request to its end; returns why that was not the end of the suite, if it was not. */
  private Optional<Failure> listen(Ledger ledger, RunOptions options) {
    Optional<Event.Stack> exit = Optional.empty();
    while (true) {
      Duration limit = limit(ledger, options);
      Optional<Event> next = worker.next(exit.isPresent() ? ENDING : limit);
      if (next.isEmpty()) {
        Failure failure = exit.isPresent() ? Losses.exited(exit.get()) : stuck(limit);
        worker.close();
        return Optional.of(failure);
      }
      Event event = next.get();
      if (event instanceof Event.Found found) {
        ledger.found(found);
      } else if (event instanceof Event.Started started) {
        ledger.started(started.test());
      } else if (event instanceof Event.Finished finished) {
        ledger.finished(finished);
      } else if (event instanceof Event.Ending ending) {
        exit = Optional.of(ending.where());
      } else if (event instanceof Event.Lost lost) {
        return Optional.of(exit.map(Losses::exited).orElseGet(() -> Losses.halted(lost)));
      } else if (event instanceof Event.Done done) {
        if (done.threadsLeftBehind()) {
          worker.close(); // they could disturb the next run
        }
        return Optional.empty();
      }
    }
  }

  private static Duration limit(Ledger ledger, RunOptions options) {
    if (ledger.current().isEmpty()) {
      return START; // of the JVM itself, which is not the tests' fault
    }
    return ledger.currentIsTagged(RunOptions.SLOW) ? options.slowLimit() : options.limit();
  }

  private Failure stuck(Duration limit) {
    worker.askWhere();
    Optional<Event> answer = worker.next(ANSWER);
    Optional<Event.Stack> where =
        answer.filter(Event.Stack.class::isInstance).map(Event.Stack.class::cast);
    return Losses.stuck(limit, where);
  }

  /** Ends the JVM. */
  @Override
  public void close() {
    worker.close();
  }
}
