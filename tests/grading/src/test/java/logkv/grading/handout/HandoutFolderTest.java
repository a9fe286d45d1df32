package logkv.grading.handout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import logkv.course.CourseException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A handout is written over an earlier one, and over nothing else. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HandoutFolderTest {
  @TempDir
  Path root;

  @Test
  void a_later_handout_replaces_adds_and_removes_what_is_its_own() throws IOException {
    write("README.md", "phase 1", "old.txt", "old");
    Files.writeString(root.resolve("syllabus.md"), "mine");

    write("README.md", "phases 1 and 2", "course", "a program");

    assertThat(root.resolve("README.md")).hasContent("phases 1 and 2");
    assertThat(root.resolve("course")).isExecutable();
    assertThat(root.resolve("old.txt")).doesNotExist();
    assertThat(root.resolve("syllabus.md")).hasContent("mine");
  }

  @Test
  void what_somebody_has_changed_is_not_overwritten_and_then_nothing_is() throws IOException {
    write("README.md", "phase 1", "pom.xml", "one module");
    Files.writeString(root.resolve("pom.xml"), "my module");

    assertThatThrownBy(() -> write("README.md", "phases 1 and 2", "pom.xml", "two modules"))
        .isInstanceOf(CourseException.class)
        .hasMessageContaining("somebody has changed pom.xml. Nothing was written");

    assertThat(root.resolve("README.md")).hasContent("phase 1");
    assertThat(root.resolve("pom.xml")).hasContent("my module");
  }

  @Test
  void a_folder_with_something_else_in_it_is_left_alone() throws IOException {
    Files.writeString(root.resolve("thesis.tex"), "all my work");

    assertThatThrownBy(() -> write("README.md", "phase 1"))
        .isInstanceOf(CourseException.class)
        .hasMessageEndingWith("is not empty and holds no handout; name a new folder.");

    assertThat(root.resolve("README.md")).doesNotExist();
  }

  @Test
  void what_was_interrupted_is_completed_by_writing_it_again() throws IOException {
    write("a.txt", "1", "b.txt", "1");
    Files.writeString(root.resolve("a.txt"), "2"); // the second handout came as far as here

    write("a.txt", "2", "b.txt", "2");

    assertThat(root.resolve("b.txt")).hasContent("2");
  }

  private void write(String... namesAndTexts) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      files.put(namesAndTexts[i], namesAndTexts[i + 1].getBytes(UTF_8));
    }
    new HandoutFolder(root).write(new Handout(1, files));
  }
}
