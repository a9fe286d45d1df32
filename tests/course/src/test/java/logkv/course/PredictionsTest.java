package logkv.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import logkv.course.Predictions.Question;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PredictionsTest {
  private static final String TWO = """
      # about tea

      ? How many cups
        fill a pot?
      = 1,200
      = many
      ! A pot is
        large.
      % pour pot
      % =1200

      ? Which?
          a) green
          b) black
          c) white
      = a c
      ! Because.
      """;

  @TempDir
  Path folder;

  @Test
  void a_question_has_its_lines_its_answers_and_its_reason() throws IOException {
    Predictions read = read(TWO);

    assertThat(read.questions()).hasSize(2);
    Question first = read.questions().get(0);
    assertThat(first.text()).isEqualTo("How many cups\nfill a pot?");
    assertThat(first.answers()).containsExactly("1,200", "many");
    assertThat(first.why()).isEqualTo("A pot is\nlarge.");
    assertThat(first.proof()).containsExactly("pour pot", "=1200");
    assertThat(first.line()).isEqualTo(3);
    assertThat(read.questions().get(1).proof()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1200", "1,200", " 1200 bytes", "1'200.", "Many"})
  void an_answer_may_be_written_in_many_ways(String typed) throws IOException {
    assertThat(read(TWO).questions().get(0).isAnsweredBy(typed)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "120", "1201", "12 00", "not many"})
  void another_answer_is_another_one(String typed) throws IOException {
    assertThat(read(TWO).questions().get(0).isAnsweredBy(typed)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a c|true",
        "c, a|true",
        "A) and C)|true",
        "ac|true",
        "a|false",
        "a b c|false",
        "''|false"
      })
  void of_choices_all_that_are_right_in_any_order(String typed, boolean right) throws IOException {
    assertThat(read(TWO).questions().get(1).isAnsweredBy(typed)).isEqualTo(right);
  }

  @ParameterizedTest
  @CsvSource({
    "= many, ! many, '2.txt:5: expected its answer, \"= ...\"'",
    "! Because., Because., '2.txt:17: expected why that is so, \"! ...\"'",
    "? Which?, Which?, '2.txt:12: expected a question, \"? ...\"'",
  })
  void what_is_missing_is_said_with_file_and_line(String words, String others, String complaint) {
    String broken = TWO.replace("= 1,200\n", "").replace(words, others);

    assertThatThrownBy(() -> read(words.startsWith("=") ? broken : TWO.replace(words, others)))
        .isInstanceOf(CourseException.class)
        .hasMessage(complaint);
  }

  @Test
  void a_file_without_a_question_and_none_at_all_are_told() {
    assertThatThrownBy(() -> read("# nothing")).hasMessageContaining("at least one question");
    assertThatThrownBy(() -> Predictions.read(folder.resolve("3.txt"), "3.txt"))
        .hasMessage("There is no 3.txt, so there is nothing to predict.");
  }

  private Predictions read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("2.txt"), text);
    return Predictions.read(file, "2.txt");
  }
}
