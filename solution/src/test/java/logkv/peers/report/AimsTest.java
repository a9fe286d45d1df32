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
import java.util.stream.Collectors;
import logkv.peers.report.Aim.Met;
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

    assertThat(outcome.byMedians()).hasValue(200.0 / 50);
    assertThat(outcome.byRounds()).hasValue(new Spread(2, 1, 10, 3));
  }

  @Test
  void an_aim_is_undecided_if_one_round_lies_on_the_other_side_of_its_bound() {
    measured(GET_HIT, "LMDB", 100, 100, 100, 100);
    measured(GET_HIT, "LogKV", 0, 200, 250, 300); // the first round does not count
    assertThat(outcome("get, hit", "ours / LMDB").met()).isEqualTo(Met.YES);

    measured.clear();
    measured(GET_HIT, "LMDB", 100, 100, 100, 100);
    measured(GET_HIT, "LogKV", 0, 199, 250, 300);
    assertThat(outcome("get, hit", "ours / LMDB").met()).isEqualTo(Met.UNDECIDED);

    measured.clear();
    measured(GET_HIT, "LMDB", 100, 100, 100, 100);
    measured(GET_HIT, "LogKV", 900, 199, 100, 100);
    assertThat(outcome("get, hit", "ours / LMDB").met()).isEqualTo(Met.NO);
  }

  @Test
  void a_round_that_one_of_them_did_not_finish_leaves_it_undecided() {
    measured(GET_HIT, "LMDB", 100, 100, 100);
    measured(GET_HIT, "LogKV", 300, 300, 300, 300);

    assertThat(outcome("get, hit", "ours / LMDB").met()).isEqualTo(Met.UNDECIDED);
  }

  @Test
  void an_aim_is_met_at_its_bound_and_not_below() {
    measured(GET_HIT, "LogKV", 200);
    measured(GET_HIT, "LMDB", 100);
    assertThat(outcome("get, hit", "ours / LMDB").met()).isEqualTo(Met.YES);

    measured.clear();
    measured(GET_HIT, "LogKV", 199);
    measured(GET_HIT, "LMDB", 100);
    assertThat(outcome("get, hit", "ours / LMDB").met()).isEqualTo(Met.NO);
  }

  @Test
  void what_should_be_small_is_met_below_its_bound() {
    measured(INDEX, "LogKV", 36);
    assertThat(outcome("index, 1,000,000 keys", "bytes a key").met()).isEqualTo(Met.YES);

    measured.clear();
    measured(INDEX, "LogKV", 36.1);
    assertThat(outcome("index, 1,000,000 keys", "bytes a key").met()).isEqualTo(Met.NO);
  }

  @Test
  void the_best_peer_is_the_one_with_the_best_median_and_who_is_absent_is_named() {
    measured(FORCED_1, "LogKV", 0, 10, 10, 10);
    measured(FORCED_1, "RocksDB", 0, 1, 4, 90); // median 4
    measured(FORCED_1, "LMDB", 0, 5, 5, 5);

    String what = "ours / the best peer (without H2 MVStore, MapDB, Xodus)";
    assertThat(outcome("forced, 1 writer", what).below()).hasValue(5);
  }

  @Test
  void opening_is_faster_the_less_time_it_takes() {
    measured(OPEN_CLOSED, "LogKV", 10);
    measured(OPEN_SCAN, "LogKV", 250);

    Aim.Outcome outcome = outcome("open after close", "a scan / ours");

    assertThat(outcome.byMedians()).hasValue(25);
    assertThat(outcome.met()).isEqualTo(Met.YES);
  }

  @Test
  void growth_compares_what_is_left_of_each_ones_own_rate() {
    measured(GET_HIT, "LogKV", 1000);
    measured(GET_HIT, "Chronicle Map", 2000);
    measured.addAll(Made.list(GET_HIT, 5_000_000, "LogKV", 600)); // 0.6
    measured.addAll(Made.list(GET_HIT, 5_000_000, "Chronicle Map", 1000)); // 0.5

    Aim.Outcome outcome = outcome("growth, get, hit", "ours, 5 to 1 million / Chronicle Map's");

    assertThat(outcome.byMedians()).hasValue(1.2);
  }

  @Test
  void an_aim_without_its_rival_is_a_row_that_says_so() {
    measured(LOAD, "LogKV", 1000);

    assertThat(aims().outcomes())
        .isNotEmpty()
        .allMatch(outcome -> outcome.met() == Met.NOT_MEASURED);
    assertThat(aims().table().rows())
        .contains(List.of("load", "ours / RocksDB", "1,000", "", "", "", "≥ 4.00", "not measured"));
  }

  @Test
  void these_are_the_aims_whether_they_were_measured_or_not() {
    String all = aims().outcomes().stream()
        .map(Aim.Outcome::aim)
        .map(aim -> "%s: %s %s %s"
            .formatted(
                aim.workload(), aim.what(), aim.atLeast() ? ">=" : "<=", Numbers.text(aim.bound())))
        .collect(Collectors.joining("\n", "", "\n"));

    assertThat(all).isEqualTo("""
        load: ours / bare file >= 0.60
        load: ours / RocksDB >= 4.00
        load: ours / HaloDB as 1.56 RocksDB >= 2.50
        load: ours / Chronicle Map >= 1.00
        get, hit: ours / Chronicle Map >= 1.00
        get, hit: ours / LMDB >= 2.00
        get, hit: ours / RocksDB >= 8.00
        get, miss: ours / Chronicle Map >= 1.20
        overwrite: ours / Chronicle Map >= 1.20
        delete: ours / Chronicle Map >= 1.20
        scan in order: ours / RocksDB >= 1.00
        YCSB A, 2 threads: ours / the best but Chronicle Map >= 1.00
        YCSB B, 2 threads: ours / the best but Chronicle Map >= 1.00
        YCSB B, 2 threads: ours / Chronicle Map >= 1.30
        forced, 1 writer: ours / the best peer >= 1.00
        forced, 8 writers: ours / bare, force a group >= 0.90
        forced, 8 writers: ours / bare, force a group, room ahead >= 0.90
        forced, 8 writers: ours / RocksDB >= 1.30
        forced, 32 writers: ours / bare, force a group >= 0.90
        forced, 32 writers: ours / bare, force a group, room ahead >= 0.90
        forced, 32 writers: ours / RocksDB >= 1.30
        open after close: a scan / ours >= 20.0
        open after close: HaloDB as 0.22 RocksDB / ours >= 25.0
        open after kill: ours / only read the saved index and what is newer <= 1.50
        live data compacted: ours / RocksDB >= 1.00
        live data compacted: ours / HaloDB as 0.15 RocksDB >= 6.00
        longest put meanwhile, 1,000,000 keys: ms <= 10.0
        longest get meanwhile, 1,000,000 keys: ms <= 10.0
        put 64 KiB: ours / bare file >= 0.60
        put 64 KiB: ours / the best peer >= 1.00
        get 64 KiB: ours / bare file >= 0.80
        batch of 100: ours / ours, single puts >= 3.00
        index, 1,000,000 keys: bytes a key <= 36.0
        heap, 1,000,000 keys: bytes a key <= 36.0
        longest put while loading, 1,000,000 keys: ms <= 10.0
        index, 5,000,000 keys: bytes a key <= 36.0
        heap, 5,000,000 keys: bytes a key <= 36.0
        longest put while loading, 5,000,000 keys: ms <= 10.0
        growth, load: ours, 5 to 1 million / Chronicle Map's >= 1.00
        growth, get, hit: ours, 5 to 1 million / Chronicle Map's >= 1.00
        """);
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
