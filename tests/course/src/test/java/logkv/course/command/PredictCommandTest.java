package logkv.course.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import logkv.course.TinyCourse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What somebody reads who predicts, right or wrong, by hand or through a pipe. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PredictCommandTest extends TypedCommands {

  @BeforeEach
  void a_course_with_two_questions() throws IOException {
    new TinyCourse(root).withPhase(1, 1);
    Path file = root.resolve("lectures/predict/1.txt");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "? Cups?\n= 3\n! Count.\n% ls\n\n? Green?\n= yes\n! Look.\n");
  }

  @Test
  void who_is_right_reads_why() {
    assertThat(predicted("3\ny\n", "1")).isZero();

    assertThat(shown()).isEqualTo("""
            1 of 2
              Cups?
              ok 3
              Count.

            2 of 2
              Green?
              ok yes
              Look.

            2 of 2 predicted.
            """);
  }

  @Test
  void who_is_wrong_or_does_not_know_reads_what_is_right() {
    assertThat(predicted("4\n\n", "1")).isOne();

    assertThat(shown())
        .contains("  x not 4, but 3\n  Count.\n", "  Green?\n  yes\n  Look.\n", "0 of 2 predicted");
  }

  @Test
  void who_stops_is_told_what_is_left() {
    assertThat(predicted("3\n", "1")).isOne();

    assertThat(shown())
        .endsWith(
            "That was the last answer, and 1 of 2 are left; ./course predict 1 asks again.\n");
  }

  @Test
  void where_there_are_no_questions_there_is_a_sentence() {
    assertThat(predicted("", "7")).isEqualTo(2);

    assertThat(complaints())
        .isEqualTo("course: There is nothing to predict for 7 in this copy of the course.\n");
  }

  private int predicted(String typed, String number) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(typed.getBytes(UTF_8)));
    try {
      return course("predict", number);
    } finally {
      System.setIn(before);
    }
  }
}
