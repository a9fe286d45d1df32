package logkv.course.carry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import logkv.course.Course;
import logkv.course.CourseException;
import logkv.course.Phase;
import logkv.course.Skeleton;
import logkv.course.TinyCourse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was handed out is found again, or a sentence says that it cannot be. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SkeletonsTest {
  @TempDir
  Path root;

  private Path tea;
  private Path cup;
  private Course course;
  private Phase phase;

  @BeforeEach
  void a_phase_as_it_was_handed_out() throws IOException {
    course = new TinyCourse(root)
        .withPhase(1, 1)
        .write(1, "src/main/java/tea/Tea.java", "// Tee für dich\n")
        .write(1, "src/main/java/tea/my/Cup.java", "a cup")
        .handedOut(1)
        .course();
    phase = course.phases().get(0);
    tea = phase.sources().resolve("tea/Tea.java");
    cup = phase.sources().resolve("tea/my/Cup.java");
  }

  @Test
  void an_untouched_phase_is_its_own_skeleton() throws IOException {
    assertItIsFound();
  }

  @Test
  void it_is_found_in_an_old_commit() throws Exception {
    git("init", "-q");
    commit();
    Files.writeString(tea, "hers");
    commit();
    Files.delete(cup);
    commit();
    Files.writeString(tea, "hers, not committed");
    byte[] index = Files.readAllBytes(root.resolve(".git/index"));

    assertItIsFound();
    assertThat(root.resolve(".git/index")).hasBinaryContent(index);
    assertThat(tea).hasContent("hers, not committed");
  }

  @Test
  void it_is_found_in_a_course_that_is_a_part_of_a_repository() throws Exception {
    Path repository = Files.createDirectory(root.resolve("repository with a space"));
    Path inside = repository.resolve("course");
    Tree.copy(root.resolve("phase-1-tiny"), inside.resolve("phase-1-tiny"), copied -> {});
    course = Course.at(inside);
    phase = course.phases().get(0);
    root = repository;
    git("init", "-q");
    commit();
    Files.writeString(phase.sources().resolve("tea/Tea.java"), "hers");
    commit();

    assertItIsFound();
  }

  @Test
  void it_is_found_in_the_copy_that_was_made_while_it_was_untouched() throws IOException {
    new Skeletons(course).remember();
    Files.writeString(tea, "hers");
    new Skeletons(course).remember();

    assertItIsFound();
  }

  @Test
  void a_copy_that_somebody_has_changed_is_not_trusted() throws IOException {
    new Skeletons(course).remember();
    Files.writeString(tea, "hers");
    for (Path copied :
        List.copyOf(Skeleton.files(root.resolve(".course/skeletons")).values())) {
      Files.writeString(copied, "changed");
    }

    assertItIsMissing();
  }

  @Test
  void without_a_commit_and_a_copy_it_is_told_that_there_is_none() throws Exception {
    Files.writeString(tea, "hers");
    assertItIsMissing();

    git("init", "-q");
    assertItIsMissing();
    commit();
    assertItIsMissing();
  }

  private void assertItIsFound() throws IOException {
    assertThat(new Skeletons(course).of(phase))
        .isEqualTo(Map.of("tea/Tea.java", "// Tee für dich\n", "tea/my/Cup.java", "a cup"));
  }

  private void assertItIsMissing() {
    assertThatThrownBy(() -> new Skeletons(course).of(phase))
        .isInstanceOf(CourseException.class)
        .hasMessageStartingWith("The sources of phase 1 as they were handed out are not to be had");
  }

  private void commit() throws Exception {
    git("add", "--all");
    git("commit", "-q", "-m", "a state");
  }

  private void git(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git", "-c", "user.name=a", "-c"));
    command.addAll(List.of("user.email=a@b", "-c", "commit.gpgsign=false"));
    command.addAll(List.of(arguments));
    try {
      Process git =
          new ProcessBuilder(command).directory(root.toFile()).inheritIO().start();
      assertThat(git.waitFor()).isZero();
    } catch (IOException e) {
      assumeTrue(false, "there is no git here");
    }
  }
}
