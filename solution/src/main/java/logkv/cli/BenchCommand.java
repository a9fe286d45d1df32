package logkv.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import logkv.cli.bench.Basics;
import logkv.cli.bench.Bench;
import logkv.cli.bench.Bench.Plan;
import logkv.cli.bench.Result;
import logkv.cli.bench.Workload;
import logkv.segmented.SegmentedStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code kv bench}: measures a store on this disk. */
@Command(
    name = "bench",
    description = {
      "Measures a store on this disk.",
      "A new one, beside that of --dir; it is deleted at the end. First the basics: each single"
          + " operation beside what the same bytes cost in a file without a store, forced and not."
          + " Then the workloads, with the policy of --sync.",
      "The workloads are those of YCSB: a 50 %% reads, 50 %% updates; b 95 %% reads; c reads only; d"
          + " reads of what is newest; e short ranges; f read, change, write back. Which keys: few"
          + " of them often, most of them seldom (zipfian, 0.99)."
    },
    footer = {
      "%nExamples:",
      "  kv bench --basics",
      "  kv bench --workloads a,c --sync every:100ms --threads 8",
      "  kv bench --records 1000000 --value-bytes 100 --workloads c"
    })
final class BenchCommand implements Callable<Integer> {
  private static final int FORCED_STEPS = 20; // of the basics, in the time of a workload
  private static final long MOST_RECORDS = 100_000_000;
  private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

  @ParentCommand
  private Kv kv;

  @Option(names = "--basics", description = "The basics; without --workloads nothing else.")
  private boolean basics;

  @Option(
      names = "--workloads",
      split = ",",
      paramLabel = "LETTER",
      description = "Which, and in which order; without --basics nothing else.")
  private List<Workload> workloads = List.of();

  @Option(
      names = "--records",
      paramLabel = "N",
      defaultValue = "100000",
      description = "How many records there are at the beginning; ${DEFAULT-VALUE} if not given.")
  private long records;

  @Option(
      names = "--operations",
      paramLabel = "N",
      defaultValue = "10000",
      description = "How many operations a workload has; ${DEFAULT-VALUE} if not given.")
  private long operations;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "10",
      description = "How long a workload may take; ${DEFAULT-VALUE} if not given.")
  private long seconds;

  @Option(
      names = "--value-bytes",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How long a value is; ${DEFAULT-VALUE} bytes if not given.")
  private int valueBytes;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many threads share the work; ${DEFAULT-VALUE} if not given.")
  private int threads;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Where the random numbers begin; ${DEFAULT-VALUE} if not given.")
  private long seed;

  @Override
  public Integer call() throws IOException, InterruptedException {
    requireAtLeast(2, "--records", records);
    requireAtMost(MOST_RECORDS, "--records", records);
    requireAtLeast(1, "--operations", operations);
    requireAtLeast(1, "--seconds", seconds);
    requireAtLeast(0, "--value-bytes", valueBytes);
    requireAtMost(kv.options().maxValueBytes(), "--value-bytes", valueBytes);
    requireAtLeast(1, "--threads", threads);
    Path parent = kv.directory().toAbsolutePath().getParent(); // the same disk
    Path directory = Files.createTempDirectory(Files.createDirectories(parent), "kv-bench-");
    SegmentedStore store = SegmentedStore.open(directory.resolve("store"), kv.options());
    CleanEnd end = new CleanEnd(store, () -> delete(directory));
    boolean both = !basics && workloads.isEmpty();
    try (store) {
      sayWhatIsWrongWithThisJava();
      if (basics || both) {
        Duration step = Duration.ofSeconds(seconds).dividedBy(FORCED_STEPS);
        runBasics(new Basics(directory, kv.options(), (int) records, valueBytes, step));
      }
      if (!workloads.isEmpty() || both) {
        run(
            new Bench(store, new Plan(records, operations, seconds, valueBytes, threads, seed)),
            both ? List.of(Workload.values()) : workloads);
      }
    } finally {
      end.cancel();
      delete(directory);
    }
    return ExitStatus.DONE;
  }

  /** The launcher starts a Java that is quick to start, and slower than it could be ever after. */
  private void sayWhatIsWrongWithThisJava() {
    if (ManagementFactory.getRuntimeMXBean().getInputArguments().contains(QUICK_START)) {
      kv.surroundings()
          .err()
          .printf(
              "This Java was started with %s, for a quick start. For figures of a long-lived"
                  + " program run java -jar %s bench ...%n",
              QUICK_START, jar());
      kv.surroundings().err().flush();
    }
  }

  private static String jar() {
    return System.getProperty("java.class.path");
  }

  private void runBasics(Basics measured) throws IOException, InterruptedException {
    Progress running = new Progress(kv.surroundings(), measured.steps());
    measured.run(shown(running));
    running.end();
    say(
        "basics: %,d records of %,d bytes%n%s%s",
        records, valueBytes, measured.table(), BASICS_MEAN);
  }

  private void run(Bench bench, List<Workload> workloads) throws IOException, InterruptedException {
    Progress loading = new Progress(kv.surroundings(), records);
    Result load = bench.load(shown(loading));
    loading.end();
    double perSecond = records * 1e9 / load.nanos();
    say(
        "load: %,d records of %,d bytes in %s, %,.0f a second, %,.0f MB/s (a thousand at a time)%n",
        records, valueBytes, Result.time(load.nanos()), perSecond, perSecond * valueBytes / 1e6);
    for (Workload workload : workloads) {
      Progress running = new Progress(kv.surroundings(), operations);
      Result result = bench.run(workload, shown(running));
      running.end();
      say("%n%s: %s%n%s", workload, workload.description(), result.table());
      say(
          "%s: %,d operations in %s, %,.0f a second with %d thread%s, --sync %s%n",
          workload,
          result.operations(),
          Result.time(result.nanos()),
          result.perSecond(),
          threads,
          threads == 1 ? "" : "s",
          SyncPolicyConverter.text(kv.options().syncPolicy()));
    }
    say("%s", WORKLOADS_MEAN);
  }

  private LongConsumer shown(Progress progress) {
    return kv.surroundings().errIsTerminal() ? done -> progress.at(done, done) : done -> {};
  }

  private void say(String format, Object... values) throws IOException {
    kv.surroundings().out().write(String.format(Locale.ROOT, format, values).getBytes(UTF_8));
    kv.surroundings().out().flush();
  }

  private static void requireAtLeast(long least, String option, long value) {
    if (value < least) {
      throw Refusal.wrongUsage("%s %,d: at least %,d is wanted".formatted(option, value, least));
    }
  }

  private static void requireAtMost(long most, String option, long value) {
    if (value > most) {
      throw Refusal.wrongUsage("%s %,d: at most %,d can be had".formatted(option, value, most));
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(BenchCommand::deleteOne);
    } catch (IOException | UncheckedIOException e) {
      // Then it is left, and its name says what it was.
    }
  }

  private static void deleteOne(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // The others are deleted all the same.
    }
  }

  private static final String BASICS_MEAN = """

      Each figure is the median of three rounds, and what it is compared with ran in the same rounds.
      A put that is not forced survives the end of the process, one that is forced a power cut, too.
      put, delete    a store must find the old record, too: half as fast as an append is usual
      get            about as fast as a read, while the records fit into memory; else the disk decides
      get, absent    far faster: the index knows, and no file is read
      put, forced    with one thread the disk is what there is to wait for. Threads that wait at the same
                     time share a force: with 32 of them 10 times as many are usual. If one thread
                     forces more than 20,000 times a second, the disk does not really do it.
      open           with the index that close has saved; or by reading the log, when that is lost
      """;

  private static final String WORKLOADS_MEAN = """

      p99 is the time that 99 of 100 operations did not exceed. A read is served from memory that the
      system keeps of files, as long as the data fits into it. A write waits for the disk under --sync
      always; threads that wait at the same time share one force, so more threads do more writes a
      second. A scan looks at all keys, because the index does not keep them in order.
      """;
}
