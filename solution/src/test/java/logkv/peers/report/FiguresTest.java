package logkv.peers.report;

import static logkv.peers.report.Measure.GET_HIT;
import static logkv.peers.report.Measure.LOAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FiguresTest {

  @Test
  void the_median_of_an_odd_number_is_the_middle_one() {
    assertThat(Spread.of(List.of(9.0, 1.0, 4.0))).isEqualTo(new Spread(4, 1, 9, 3));
  }

  @Test
  void the_median_of_an_even_number_lies_between_the_two_in_the_middle() {
    assertThat(Spread.of(List.of(9.0, 1.0, 4.0, 5.0))).isEqualTo(new Spread(4.5, 1, 9, 4));
  }

  @Test
  void no_numbers_have_no_median() {
    assertThatThrownBy(() -> Spread.of(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void of_three_rounds_the_first_does_not_count() {
    Figures figures = Made.figures(LOAD, "LogKV", 1, 50, 60);

    assertThat(figures.spread("LogKV", LOAD, Made.KEYS)).hasValue(new Spread(55, 50, 60, 2));
    assertThat(figures.rounds()).containsExactly(1, 2);
  }

  @Test
  void of_two_rounds_both_count() {
    assertThat(Made.figures(LOAD, "LogKV", 1, 3).spread("LogKV", LOAD, Made.KEYS))
        .hasValue(new Spread(2, 1, 3, 2));
  }

  @Test
  void what_was_not_measured_has_no_figure() {
    assertThat(Made.figures(LOAD, "LogKV", 1).spread("LogKV", GET_HIT, Made.KEYS))
        .isEmpty();
    assertThat(Made.figures(LOAD, "LogKV", 1).spread("LogKV", LOAD, 5)).isEmpty();
  }

  @Test
  void one_round_that_was_cut_off_marks_all() {
    Figure whole = new Figure("Xodus", LOAD, 10, 0, 1, false, Optional.empty());
    Figure cut = new Figure("Xodus", LOAD, 10, 1, 1, true, Optional.empty());

    assertThat(new Figures(List.of(whole, cut)).cut("Xodus", LOAD, 10)).isTrue();
    assertThat(new Figures(List.of(whole)).cut("Xodus", LOAD, 10)).isFalse();
  }

  @Test
  void a_figure_is_read_back_as_it_was_written() throws Exception {
    Figure plain = new Figure("H2 \"MV\"", LOAD, 10, 3, 1.25, true, Optional.empty());
    Figure timed = new Figure(
        "LogKV", GET_HIT, 1_000_000, 0, 1e7, false, Optional.of(new Latency(1, 2, 3, 4.5)));

    assertThat(Figure.fromJson(plain.toJson())).isEqualTo(plain);
    assertThat(Figure.fromJson(timed.toJson())).isEqualTo(timed);
  }

  @Test
  void numbers_have_three_digits_that_mean_something() {
    assertThat(Numbers.text(0)).isEqualTo("0");
    assertThat(Numbers.text(0.01234)).isEqualTo("0.012");
    assertThat(Numbers.text(1.2345)).isEqualTo("1.23");
    assertThat(Numbers.text(12.345)).isEqualTo("12.3");
    assertThat(Numbers.text(999.6)).isEqualTo("1,000");
    assertThat(Numbers.text(1_234_567)).isEqualTo("1,230,000");
  }
}
