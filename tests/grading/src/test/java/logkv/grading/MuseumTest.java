package logkv.grading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import logkv.grading.museum.Exhibit;
import logkv.grading.museum.Museum;
import logkv.grading.museum.Outcome;
import logkv.grading.museum.Tour;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every wrong store in this very course is caught by the tests that should. */
class MuseumTest {

  @TestFactory
  Stream<DynamicTest> every_wrong_store_is_caught() throws IOException {
    Tour tour = Tour.through(Museum.of(Chain.around(Path.of("")).course()));
    return Stream.concat(
        tour.outcomes().stream().map(MuseumTest::isCaught),
        tour.leftOut().stream().map(MuseumTest::isLeftOut));
  }

  private static DynamicTest isCaught(Outcome outcome) {
    return DynamicTest.dynamicTest(
        outcome.exhibit().name(),
        () -> assertThat(outcome.complaints())
            .withFailMessage(
                () -> outcome.exhibit() + " " + String.join("\n", outcome.complaints()))
            .isEmpty());
  }

  private static DynamicTest isLeftOut(Exhibit exhibit) {
    return DynamicTest.dynamicTest(
        exhibit.name(), () -> Assumptions.abort("the phase that it is made from has been begun"));
  }
}
