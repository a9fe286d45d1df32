package logkv.course.carry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import logkv.course.Course;
import logkv.course.CourseException;
import logkv.course.Phase;
import logkv.course.TinyCourse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However a replacement ends, her work is still there. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReplacementTest {
  private static final String COMMAND = "./course reset 1";
  private static final SortedMap<String, String> WANTED =
      new TreeMap<>(Map.of("tea/Tea.java", "ours", "tea/pot/Pot.java", "new"));

  @TempDir
  Path root;

  private Course course;
  private Phase phase;
  private SortedMap<String, String> hers;

  /** The plug is pulled. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  @BeforeEach
  void her_sources() throws IOException {
    course = new TinyCourse(root)
        .withPhase(1, 1)
        .write(1, "src/main/java/tea/Tea.java", "hers")
        .write(1, "src/main/java/tea/my/Cup.java", "her own")
        .write(1, "src/main/java/tea/.Tea.java.swp", "an editor's")
        .course();
    phase = course.phases().get(0);
    hers = Tree.read(phase.sources());
  }

  @Test
  void afterwards_there_is_what_was_wanted_and_a_copy_of_what_was_there() throws IOException {
    List<Path> saved = new Replacement(course, phase).with(WANTED, COMMAND);

    assertThat(Tree.read(phase.sources())).isEqualTo(WANTED);
    assertThat(saved).containsExactly(root.resolve(".course/saved/phase-1-tiny-1"));
    assertThat(Tree.read(saved.get(0))).isEqualTo(hers);
    assertThat(phase.sources().resolve("tea/my")).doesNotExist();
    assertThat(Replacement.interrupted(course, phase)).isEmpty();
  }

  @Test
  void every_copy_has_a_number_of_its_own() throws IOException {
    new Replacement(course, phase).with(WANTED, COMMAND);
    List<Path> second = new Replacement(course, phase).with(hers, COMMAND);

    assertThat(second).containsExactly(root.resolve(".course/saved/phase-1-tiny-2"));
    assertThat(Tree.read(second.get(0))).isEqualTo(WANTED);
  }

  @Test
  void killed_at_any_change_it_has_lost_nothing_and_the_second_attempt_completes_it()
      throws IOException {
    int last = countChanges();
    assertThat(last).isGreaterThan(10);
    for (int change = 1; change <= last; change++) {
      her_sources_again();
      int killedAt = change;
      int[] changes = {0};
      Replacement killed = new Replacement(course, phase, what -> {
        if (++changes[0] == killedAt) {
          throw new Killed();
        }
      });

      assertThatThrownBy(() -> killed.with(WANTED, COMMAND)).isInstanceOf(Killed.class);

      assertThat(completeCopies()).as("killed at change %d", change).allMatch(hers::equals);
      boolean untouched = Tree.read(phase.sources()).equals(hers);
      assertThat(untouched || !completeCopies().isEmpty())
          .as("killed at change %d", change)
          .isTrue();
      if (!untouched) {
        assertThat(Replacement.interrupted(course, phase))
            .hasValue("./course reset 1 was interrupted half-way; run it again."
                + " Your files are complete in .course/saved/phase-1-tiny-1.");
      }
      List<Path> saved = new Replacement(course, phase).with(WANTED, COMMAND);
      assertThat(Tree.read(phase.sources())).isEqualTo(WANTED);
      assertThat(Tree.read(saved.get(0))).as("told as the first place").isEqualTo(hers);
      assertThat(Replacement.interrupted(course, phase)).isEmpty();
    }
  }

  @Test
  void killed_while_it_copies_it_leaves_no_copy_that_looks_complete() throws IOException {
    Path unfinished = root.resolve(".course/saved/phase-1-tiny-1.unfinished-1");
    Files.createDirectories(unfinished);
    Files.writeString(unfinished.resolve("Half.java"), "ha");

    List<Path> saved = new Replacement(course, phase).with(WANTED, COMMAND);

    assertThat(Tree.read(saved.get(0))).isEqualTo(hers);
  }

  @Test
  void a_file_that_an_editor_saves_meanwhile_is_left_alone() throws IOException {
    Path tea = phase.sources().resolve("tea/Tea.java");
    Replacement replacement = new Replacement(course, phase, change -> {
      if (change.equals("note")) {
        Files.writeString(tea, "saved just now");
      }
    });

    assertThatThrownBy(() -> replacement.with(WANTED, COMMAND))
        .isInstanceOf(CourseException.class)
        .hasMessageContaining("phase-1-tiny/src/main/java/tea/Tea.java was changed just now");
    assertThat(tea).hasContent("saved just now");
  }

  @Test
  void a_disk_that_refuses_is_told_with_what_is_safe() {
    Replacement replacement = new Replacement(course, phase, change -> {
      if (change.startsWith("replace")) {
        throw new FileSystemException("Tea.java", null, "another program has it open");
      }
    });

    assertThatThrownBy(() -> replacement.with(WANTED, COMMAND))
        .isInstanceOf(CourseException.class)
        .hasMessageContaining("another program has it open")
        .hasMessageContaining("complete in .course/saved/phase-1-tiny-1");
  }

  @Test
  void a_linked_file_is_replaced_and_what_it_led_to_stays() throws IOException {
    Path elsewhere = Files.writeString(root.resolve("elsewhere.java"), "linked");
    Path tea = phase.sources().resolve("tea/Tea.java");
    Files.delete(tea);
    Files.createSymbolicLink(tea, elsewhere);

    List<Path> saved = new Replacement(course, phase).with(WANTED, COMMAND);

    assertThat(elsewhere).hasContent("linked");
    assertThat(Tree.read(phase.sources())).isEqualTo(WANTED);
    assertThat(saved.get(0).resolve("tea/Tea.java")).hasContent("linked");
  }

  @Test
  void nothing_is_written_through_a_linked_folder() throws IOException {
    Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
    Files.createSymbolicLink(phase.sources().resolve("tea/pot"), elsewhere);

    assertThatThrownBy(() -> new Replacement(course, phase).with(WANTED, COMMAND))
        .isInstanceOf(CourseException.class)
        .hasMessageContaining("phase-1-tiny/src/main/java/tea/pot is a link");
    assertThat(Tree.read(phase.sources())).isEqualTo(hers);
    assertThat(elsewhere).isEmptyDirectory();
  }

  private int countChanges() throws IOException {
    int[] changes = {0};
    new Replacement(course, phase, what -> changes[0]++).with(WANTED, COMMAND);
    return changes[0];
  }

  private void her_sources_again() throws IOException {
    Tree.delete(root.resolve(".course"));
    Tree.delete(phase.sources());
    Tree.writeNew(phase.sources(), hers);
  }

  private List<SortedMap<String, String>> completeCopies() throws IOException {
    List<SortedMap<String, String>> trees = new ArrayList<>();
    try (Stream<Path> copies = Files.list(root.resolve(".course/saved"))) {
      for (Path copy : copies.filter(c -> !c.toString().contains(".unfinished")).toList()) {
        trees.add(Tree.read(copy));
      }
    }
    return trees;
  }
}
