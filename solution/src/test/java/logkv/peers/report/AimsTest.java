package logkv.peers.report;

import static logkv.peers.report.Measure.FORCED_1;
import static logkv.peers.report.Measure.GET_HIT;
import static logkv.peers.report.Measure.INDEX;
import static logkv.peers.report.Measure.LOAD;
import static logkv.peers.report.Measure.OPEN_CLOSED;
import static logkv.peers.report.Measure.OPEN_SCAN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AimsTest {
  private final List<Figure> measured = new ArrayList<>();

  @Test
  void a_ratio_is_that_of_the_medians_and_also_the_median_of_the_ratios_by_rounds() {
    measured(GET_HIT, "LogKV", 9, 100, 200, 400); // the first round does not count
    measured(GET_HIT, "LMDB", 9, 50, 200, 40);

    Aim.Outcome outcome = outcome("get, hit", "ours / LMDB");

    assertThat(outcome.byMedians()).isEqualTo(200.0 / 50);
    assertThat(outcome.byRounds()).isEqualTo(new Spread(2, 1, 10, 3));
    assertThat(outcome.met()).isTrue();
  }

  @Test
  void an_aim_is_met_at_its_bound_and_not_below() {
    measured(GET_HIT, "LogKV", 200);
    measured(GET_HIT, "LMDB", 100);
    assertThat(outcome("get, hit", "ours / LMDB").met()).isTrue();

    measured.clear();
    measured(GET_HIT, "LogKV", 199);
    measured(GET_HIT, "LMDB", 100);
    assertThat(outcome("get, hit", "ours / LMDB").met()).isFalse();
  }

  @Test
  void what_should_be_small_is_met_below_its_bound() {
    measured(INDEX, "LogKV", 36);
    assertThat(outcome("index, 1,000,000 keys", "bytes a key").met()).isTrue();

    measured.clear();
    measured(INDEX, "LogKV", 36.1);
    assertThat(outcome("index, 1,000,000 keys", "bytes a key").met()).isFalse();
  }

  @Test
  void the_best_peer_is_the_one_with_the_best_median() {
    measured(FORCED_1, "LogKV", 0, 10, 10, 10);
    measured(FORCED_1, "RocksDB", 0, 1, 4, 90); // median 4
    measured(FORCED_1, "LMDB", 0, 5, 5, 5);

    assertThat(outcome("forced, 1 writer", "ours / the best peer").below()).isEqualTo(5);
  }

  @Test
  void opening_is_faster_the_less_time_it_takes() {
    measured(OPEN_CLOSED, "LogKV", 10);
    measured(OPEN_SCAN, "LogKV", 250);

    Aim.Outcome outcome = outcome("open after close", "a scan / ours");

    assertThat(outcome.byMedians()).isEqualTo(25);
    assertThat(outcome.met()).isTrue();
  }

  @Test
  void growth_compares_what_is_left_of_each_ones_own_rate() {
    measured(GET_HIT, "LogKV", 1000);
    measured(GET_HIT, "Chronicle Map", 2000);
    measured.addAll(Made.list(GET_HIT, 5_000_000, "LogKV", 600)); // 0.6
    measured.addAll(Made.list(GET_HIT, 5_000_000, "Chronicle Map", 1000)); // 0.5

    Aim.Outcome outcome = outcome("growth, get, hit", "ours, 5 to 1 million / Chronicle Map's");

    assertThat(outcome.byMedians()).isEqualTo(1.2);
  }

  @Test
  void an_aim_without_its_rival_is_left_out() {
    measured(LOAD, "LogKV", 1000);

    assertThat(aims().outcomes()).isEmpty();
    assertThat(aims().table().rows()).isEmpty();
  }

  private void measured(Measure measure, String engine, double... values) {
    measured.addAll(Made.list(measure, Made.KEYS, engine, values));
  }

  private Aims aims() {
    return new Aims(new Figures(measured), Made.KEYS);
  }

  private Aim.Outcome outcome(String workload, String what) {
    List<Aim.Outcome> found = aims().outcomes().stream()
        .filter(outcome -> outcome.aim().workload().equals(workload))
        .filter(outcome -> outcome.aim().what().equals(what))
        .toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }
}
