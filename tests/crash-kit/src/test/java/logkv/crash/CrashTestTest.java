package logkv.crash;

import static logkv.crash.Step.compact;
import static logkv.crash.Step.delete;
import static logkv.crash.Step.put;
import static logkv.crash.Step.reopen;
import static logkv.crash.Step.sync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import logkv.crash.disk.Faults;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import toy.Hunt;
import toy.Mistake;
import toy.ToyStore;

/** What a crash test promises to those who write one. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CrashTestTest {

  private static CrashTest test(Mistake... mistakes) {
    return CrashTest.of(directory -> ToyStore.open(directory, mistakes));
  }

  private static CrashFailure failure(CrashTest test, Step... steps) {
    return catchThrowableOfType(CrashFailure.class, () -> test.check(steps));
  }

  @Test
  void a_sound_store_passes_and_the_counts_say_that_something_was_tried() {
    Exploration exploration =
        test().check(put("a", "1"), put("b", "2"), delete("a"), compact(), put("c", "3"));

    assertThat(exploration.finding()).isEmpty();
    assertThat(exploration.crashPoints()).isGreaterThan(20);
    assertThat(exploration.states()).isGreaterThan(100);
    assertThat(exploration.distinctStates()).isBetween(50L, exploration.states());
    assertThat(exploration.openings()).isGreaterThan(exploration.distinctStates());
    assertThat(exploration.nested()).isZero();
  }

  @Test
  void a_second_crash_is_tried_only_when_asked_for() {
    assertThat(test().crashingAgainDuringRecovery().check(put("a", "1")).nested())
        .isPositive();
  }

  @Test
  void the_strict_disk_is_the_one_nobody_has_to_ask_for() {
    Exploration unsaid = test().explore(Hunt.EVERYTHING);

    assertThat(unsaid).isEqualTo(test().on(Disk.STRICT).explore(Hunt.EVERYTHING));
    assertThat(unsaid.states())
        .isGreaterThan(test().on(Disk.ORDERED).explore(Hunt.EVERYTHING).states());
  }

  @Test
  void a_setting_changes_a_new_test_and_not_the_old_one() {
    CrashTest strict = test(Mistake.MISSING_FORCE);
    strict.on(Disk.PROCESS_KILL);

    assertThat(strict.explore(List.of(put("a", "1"))).finding()).isPresent();
  }

  @Test
  void check_tells_the_shortest_story_and_explore_the_one_it_was_given() {
    CrashTest test = test(Mistake.RENAME_BEFORE_FORCE);

    assertThat(failure(test, Hunt.EVERYTHING.toArray(Step[]::new)).finding().workload())
        .containsExactly(put("a", "6"), compact());
    assertThat(test.explore(Hunt.EVERYTHING).finding().orElseThrow().workload())
        .isEqualTo(Hunt.EVERYTHING);
  }

  @Test
  void the_last_line_names_what_to_read() {
    CrashTest test = test(Mistake.MISSING_FORCE).readMore("lectures/05-recovery.md#force");

    assertThat(failure(test, put("a", "1")).getMessage()).endsWith("lectures/05-recovery.md#force");
  }

  @Nested
  class at_one_operation {

    @Test
    void the_same_crash_is_found_again() {
      CrashTest test = test(Mistake.NO_CHECKSUM).crashingAgainDuringRecovery();
      Finding finding = test.explore(Hunt.EVERYTHING).finding().orElseThrow();

      Exploration again = test.at(finding.operation()).explore(Hunt.EVERYTHING);

      assertThat(again.crashPoints()).isEqualTo(1);
      assertThat(again.finding().orElseThrow().report()).isEqualTo(finding.report());
    }

    @Test
    void nothing_is_found_where_nothing_is_wrong() {
      assertThat(test(Mistake.MISSING_FORCE).at(0).check(put("a", "1")).states())
          .isEqualTo(1);
    }

    @Test
    void a_number_behind_the_last_operation_is_refused() {
      assertThatThrownBy(() -> test().at(1_000).check(put("a", "1")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("there is no operation 1000: this workload makes operations 0 to 10");
    }

    @Test
    void a_negative_number_is_refused() {
      assertThatThrownBy(() -> test().at(-1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("operations are counted from 0, not from -1");
    }
  }

  @Nested
  class when_the_store_throws {

    @Test
    void an_error_comes_out_as_it_is() {
      Error todo = new Error("write this method next");
      CrashTest test = CrashTest.of(directory -> new Throwing(todo, null));

      assertThatThrownBy(() -> test.check(put("a", "1"))).isSameAs(todo);
    }

    @Test
    void an_error_in_recovery_comes_out_as_it_is() {
      Error todo = new Error("write replay next");
      CrashTest test = CrashTest.of(directory -> {
        if (Files.exists(directory.resolve("000001.data"))) {
          throw todo;
        }
        return ToyStore.open(directory);
      });

      assertThatThrownBy(() -> test.check(put("a", "1"))).isSameAs(todo);
    }

    @Test
    void an_exception_before_any_crash_names_the_step_and_keeps_its_cause() {
      IOException cause = new IOException("no such record");
      CrashTest test = CrashTest.of(directory -> new Throwing(null, cause));

      assertThatThrownBy(() -> test.check(delete("b"), put("a", "1")))
          .isExactlyInstanceOf(AssertionError.class)
          .hasCause(cause)
          .hasMessageStartingWith("put(a, 1) threw IOException: no such record")
          .hasMessageEndingWith("step 2 of [delete(b), put(a, 1)], before any crash");
    }

    @Test
    void a_call_that_a_store_does_not_have_is_no_crash() {
      CrashTest test = CrashTest.of(directory -> new Throwing(null, null));

      assertThatThrownBy(() -> test.check(sync())).hasMessageContaining("this store has no sync()");
    }

    @Test
    void a_short_write_is_no_excuse() {
      IOException tooShort = new IOException("the disk took too few bytes");
      CrashTest test = CrashTest.of(directory -> {
        Files.writeString(directory.resolve("data.log"), "byte by byte");
        return new Throwing(null, tooShort);
      });

      assertThatThrownBy(() -> test.withFaults(() -> Faults.shortWrites(1)).check(put("a", "1")))
          .hasMessageContaining("though nothing was wrong with the disk");
    }
  }

  @Nested
  class with_a_sweep {

    @Test
    void every_fault_is_met_until_none_is_left() {
      Exploration once = test().check(put("a", "1"), reopen());

      Exploration sweep = test().sweep(Faults::failForce, put("a", "1"), reopen());

      assertThat(sweep.finding()).isEmpty();
      assertThat(sweep.states()).isGreaterThan(5 * once.states());
    }

    @Test
    void an_interrupt_is_survived_and_does_not_stick_to_the_thread() {
      test().sweep(Faults::interrupt, put("a", "1"), delete("a"), put("b", "2"));

      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void a_finding_is_thrown() {
      assertThatThrownBy(() -> test(Mistake.FORCE_AGAIN).sweep(Faults::failForce, put("a", "1")))
          .isInstanceOf(CrashFailure.class);
    }

    @Test
    void faults_that_never_end_are_refused() {
      CrashTest map = CrashTest.of(directory -> new MapStore(new TreeMap<>()));

      assertThatThrownBy(() -> map.sweep(n -> () -> true, List.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("every run met its fault");
    }
  }

  @Test
  void a_failing_image_is_kept_where_it_can_be_looked_at(@TempDir Path directory)
      throws IOException {
    CrashTest test = test(Mistake.TORN_TAIL_IS_FATAL).on(Disk.ORDERED);

    CrashFailure failure = failure(test.keepFailingImageIn(directory), put("a", "1"));

    Path kept = directory.resolve("simulated-disk/db/000001.data");
    assertThat(failure.getMessage()).contains("kept in   " + directory);
    assertThat(Files.readAllBytes(kept))
        .hasSize(1)
        .isEqualTo(failure.finding().image().bytes("/simulated-disk/db/000001.data"));
  }

  @Test
  void closing_is_a_promise_even_when_calls_are_not() {
    CrashTest test = CrashTest.of(path -> ToyStore.open(path, false, Mistake.CLOSE_WITHOUT_FORCE))
        .durableOnlyAfterSync();

    assertThat(failure(test, put("a", "1")).finding().verdict()).isEqualTo(Verdict.LOST);
  }

  /** Throws what it is told to when something is put. */
  private static final class Throwing extends MapStore {
    private final Error error;
    private final IOException exception;

    Throwing(Error error, IOException exception) {
      super(new TreeMap<>());
      this.error = error;
      this.exception = exception;
    }

    @Override
    public void put(String key, String value) throws IOException {
      if (error != null) {
        throw error;
      }
      throw exception;
    }
  }
}
