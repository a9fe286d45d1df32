package logkv.grading.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import logkv.course.Course;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The pages of this very course. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class NotesTest {
  @Test
  void whatever_stands_between_markers_is_what_the_build_makes() throws IOException {
    Course course = Course.at(Path.of("").toAbsolutePath().getParent().getParent());

    assertThat(Notes.of(course).check())
        .as("./course notes mends what is stale and says what else is wrong")
        .isEmpty();
  }
}
