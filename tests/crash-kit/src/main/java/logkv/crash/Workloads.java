package logkv.crash;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/**
 * Makes up workloads for jqwik: at most 25 steps on the keys a, b and c, with values 1 to 9.
 *
 * <pre>
 *   &#64;Property(seed = "1")
 *   void no_acknowledged_write_is_lost(&#64;ForAll("workloads") List&lt;Step&gt; workload) {
 *     CrashTest.of(MyStore::open).check(workload);
 *   }
 *
 *   &#64;Provide
 *   Arbitrary&lt;List&lt;Step&gt;&gt; workloads() {
 *     return Workloads.puts().withDeletes().withCompaction().steps();
 *   }
 * </pre>
 *
 * <p>Few keys, so that steps meet each other; small values, since every byte is a place to tear. A
 * failing workload shrinks to fewer steps, and these to {@code put(a, 1)}. Reopening is always
 * among the steps. Immutable.
 */
public final class Workloads {
  private static final int MOST_STEPS = 25;

  private final List<Tuple2<Integer, Arbitrary<Step>>> kinds;

  private Workloads(List<Tuple2<Integer, Arbitrary<Step>>> kinds) {
    this.kinds = List.copyOf(kinds);
  }

  /** Puts and, now and then, a reopening. */
  public static Workloads puts() {
    Arbitrary<String> values = Arbitraries.integers().between(1, 9).map(String::valueOf);
    Arbitrary<Step> put = Combinators.combine(keys(), values).as(Step::put);
    return new Workloads(List.of(Tuple.of(6, put), Tuple.of(1, Arbitraries.just(Step.reopen()))));
  }

  /** Also deletes, of keys that are there and of keys that are not. */
  public Workloads withDeletes() {
    return with(3, keys().map(Step::delete));
  }

  /** Also {@code compact()}. */
  public Workloads withCompaction() {
    return with(1, Arbitraries.just(Step.compact()));
  }

  /** Also {@code sync()}. */
  public Workloads withSync() {
    return with(1, Arbitraries.just(Step.sync()));
  }

  /** Returns lists of 1 to 25 steps. */
  public Arbitrary<List<Step>> steps() {
    return Arbitraries.frequencyOf(kinds).list().ofMinSize(1).ofMaxSize(MOST_STEPS);
  }

  private Workloads with(int frequency, Arbitrary<Step> kind) {
    List<Tuple2<Integer, Arbitrary<Step>>> more = new ArrayList<>(kinds);
    more.add(Tuple.of(frequency, kind));
    return new Workloads(more);
  }

  private static Arbitrary<String> keys() {
    return Arbitraries.of("a", "b", "c");
  }
}
