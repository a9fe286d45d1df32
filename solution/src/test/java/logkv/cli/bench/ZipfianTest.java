package logkv.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ZipfianTest {
  private static final int DRAWS = 200_000;

  @Test
  void the_first_numbers_come_as_often_as_the_law_says() {
    int[] counts = new int[1_000];
    Zipfian zipfian = new Zipfian(counts.length);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < DRAWS; i++) {
      counts[(int) zipfian.next(random)]++;
    }

    double sum = 0;
    for (int i = 1; i <= counts.length; i++) {
      sum += Math.pow(i, -0.99);
    }
    // The algorithm is exact for the first two, and an approximation behind them.
    assertThat(counts[0] / (double) DRAWS).isCloseTo(1 / sum, within(0.005));
    assertThat(counts[1] / (double) DRAWS).isCloseTo(Math.pow(2, -0.99) / sum, within(0.005));
    assertThat(counts[9] / (double) DRAWS).isCloseTo(Math.pow(10, -0.99) / sum, within(0.005));
    assertThat(counts[999]).isPositive();
  }

  @Test
  void no_number_is_outside_however_few_there_are() {
    SplittableRandom random = new SplittableRandom(2);
    for (int count = 1; count <= 4; count++) {
      Zipfian zipfian = new Zipfian(count);
      for (int i = 0; i < 1_000; i++) {
        assertThat(zipfian.next(random)).isBetween(0L, count - 1L);
      }
    }
  }
}
