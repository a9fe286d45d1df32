package logkv.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import logkv.cli.bench.Bench.Plan;
import logkv.segmented.Options;
import logkv.segmented.SegmentedStore;
import logkv.segmented.SyncPolicy;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BenchTest {
  private static final Plan PLAN = new Plan(1_500, 2_000, 3_600, 10, 2, 1);

  @TempDir
  Path directory;

  private SegmentedStore store;
  private Bench bench;

  @BeforeEach
  void a_loaded_store() throws IOException {
    store = SegmentedStore.open(
        directory, Options.DEFAULTS.with().syncPolicy(SyncPolicy.never()).build());
    bench = new Bench(store, PLAN);
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  @Test
  void load_puts_as_many_records_as_are_wanted_and_tells_how_far_it_is() throws IOException {
    List<Long> told = new ArrayList<>();

    Result load = bench.load(told::add);

    assertThat(store.size()).isEqualTo(1_500);
    assertThat(told).containsExactly(1_000L, 1_500L);
    assertThat(load.operations()).isEqualTo(2);
  }

  @Test
  void every_workload_does_its_operations_in_its_proportions() throws Exception {
    bench.load(records -> {});
    for (Workload workload : Workload.values()) {
      Result result = bench.run(workload, done -> {});

      assertThat(result.operations()).as("%s", workload).isEqualTo(2_000);
      for (Operation operation : Operation.values()) {
        assertThat(percent(result, operation))
            .as("%s in %s", operation, workload)
            .isCloseTo(wanted(workload, operation), within(4.0));
      }
    }
  }

  @Test
  void only_inserts_add_keys() throws Exception {
    bench.load(records -> {});
    for (Workload workload : List.of(Workload.a, Workload.b, Workload.c, Workload.f)) {
      bench.run(workload, done -> {});
      assertThat(store.size()).as("%s", workload).isEqualTo(1_500);
    }

    Result newest = bench.run(Workload.d, done -> {});

    assertThat(store.size())
        .isEqualTo(1_500 + newest.latencies().get(Operation.INSERT).getTotalCount());
  }

  @Test
  void times_have_three_digits_and_a_unit() {
    assertThat(Result.time(7)).isEqualTo("7 ns");
    assertThat(Result.time(1_234)).isEqualTo("1.23 µs");
    assertThat(Result.time(12_345)).isEqualTo("12.3 µs");
    assertThat(Result.time(999_600)).isEqualTo("1.00 ms");
    assertThat(Result.time(123_400_000)).isEqualTo("123 ms");
    assertThat(Result.time(61_000_000_000L)).isEqualTo("61.0 s");
  }

  private static double percent(Result result, Operation operation) {
    Histogram times = result.latencies().get(operation);
    return times == null ? 0 : 100.0 * times.getTotalCount() / result.operations();
  }

  private static double wanted(Workload workload, Operation operation) {
    int count = 0;
    for (int percent = 0; percent < 100; percent++) {
      count += workload.operation(percent) == operation ? 1 : 0;
    }
    return count;
  }
}
