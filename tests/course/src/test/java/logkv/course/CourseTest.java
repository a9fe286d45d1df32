package logkv.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CourseTest {
  @TempDir
  Path root;

  @Test
  void the_phases_are_the_folders_called_phase_in_the_order_of_their_numbers() throws IOException {
    TinyCourse tiny = new TinyCourse(root).withPhase(10, 1).withPhase(2, 3);
    Files.createDirectories(root.resolve("phase-3-without-facts"));

    assertThat(tiny.course().phases()).extracting(Phase::number).containsExactly(2, 10);
    assertThat(tiny.course().phases().get(0).title()).isEqualTo("Tiny number 2");
    assertThat(tiny.course().phases().get(0).tests()).isEqualTo(3);
  }

  @Test
  void a_phase_is_found_by_number_and_by_folder() throws IOException {
    Course course = new TinyCourse(root).withPhase(1, 1).withPhase(2, 1).course();

    assertThat(course.phase("2").number()).isEqualTo(2);
    assertThat(course.phase("phase-2-tiny").number()).isEqualTo(2);
    assertThat(course.phase("./phase-2-tiny/").number()).isEqualTo(2);
  }

  @Test
  void an_unknown_phase_is_told_with_those_there_are() throws IOException {
    TinyCourse tiny = new TinyCourse(root).withPhase(1, 1);

    assertThatThrownBy(() -> tiny.course().phase("9"))
        .hasMessage("There is no phase 9; the only one is 1.");
    tiny.withPhase(2, 1);
    assertThatThrownBy(() -> tiny.course().phase("tea"))
        .hasMessage("There is no phase tea; phases are 1 to 2.");
    tiny.withPhase(5, 1);
    assertThatThrownBy(() -> tiny.course().phase("3"))
        .hasMessage("There is no phase 3; phases are 1, 2, 5.");
  }

  @Test
  void a_folder_without_phases_is_not_a_course() {
    assertThatThrownBy(() -> Course.at(root))
        .isInstanceOf(CourseException.class)
        .hasMessageContaining("no phases");
  }

  @Test
  void a_phase_with_a_fact_missing_or_wrong_is_told_with_the_file() throws IOException {
    TinyCourse tiny = new TinyCourse(root).withPhase(1, 1);

    tiny.write(1, "phase.properties", "title=Tea\ntests=many\nskeleton=none\n");
    assertThatThrownBy(tiny::course).hasMessageContaining("phase.properties: tests=many");
    tiny.write(1, "phase.properties", "title=Tea\ntests=1\n");
    assertThatThrownBy(tiny::course).hasMessageContaining("no line skeleton=");
  }
}
