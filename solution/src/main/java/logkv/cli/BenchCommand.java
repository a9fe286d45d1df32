package logkv.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
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
      "A new one, beside that of --dir and with the policy of --sync; it is deleted at the end.",
      "The workloads are those of YCSB: a 50 %% reads, 50 %% updates; b 95 %% reads; c reads only; d"
          + " reads of what is newest; e short ranges; f read, change, write back. Which keys: few"
          + " of them often, most of them seldom (zipfian, 0.99)."
    },
    footer = {
      "%nExamples:",
      "  kv bench",
      "  kv bench --workloads a,c --sync every:100ms --threads 8",
      "  kv bench --records 1000000 --value-bytes 100 --workloads c"
    })
final class BenchCommand implements Callable<Integer> {

  @ParentCommand
  private Kv kv;

  @Option(
      names = "--workloads",
      split = ",",
      paramLabel = "LETTER",
      defaultValue = "a,b,c,f,d,e",
      description = "Which, and in which order; all of them if not given.")
  private List<Workload> workloads;

  @Option(
      names = "--records",
      paramLabel = "N",
      defaultValue = "10000",
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
    requireAtLeast(1, "--operations", operations);
    requireAtLeast(1, "--seconds", seconds);
    requireAtLeast(0, "--value-bytes", valueBytes);
    requireAtLeast(1, "--threads", threads);
    Path parent = kv.directory().toAbsolutePath().getParent(); // the same disk
    Path directory = Files.createTempDirectory(Files.createDirectories(parent), "kv-bench-");
    SegmentedStore store = SegmentedStore.open(directory, kv.options());
    CleanEnd end = new CleanEnd(store, () -> delete(directory));
    try (store) {
      run(new Bench(store, new Plan(records, operations, seconds, valueBytes, threads, seed)));
    } finally {
      end.cancel();
      delete(directory);
    }
    return ExitStatus.DONE;
  }

  private void run(Bench bench) throws IOException, InterruptedException {
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
    say("%s", WHAT_IT_MEANS);
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

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // Then it is left, and its name says what it was.
    }
  }

  private static final String WHAT_IT_MEANS = """

      p99 is the time that 99 of 100 operations did not exceed. A read is served from memory that the
      system keeps of files, as long as the data fits into it. A write waits for the disk under --sync
      always; threads that wait at the same time share one force, so more threads do more writes a
      second. A scan looks at all keys, because the index does not keep them in order.
      """;
}
