package logkv.grading.similar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import logkv.course.Course;
import logkv.course.CourseException;
import logkv.course.Phase;
import logkv.grading.grade.Submissions;
import logkv.grading.similar.Similarity.Result;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who resembles whom in a class that hands in our own answer to phase 1. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SimilarityTest {
  private static final String HOSTILE = "x</h2><script>alert(1)</script>";

  @TempDir
  Path temporary;

  private Course course;
  private Phase one;
  private Path submissions;

  @BeforeEach
  void this_course() throws IOException {
    course = Course.at(Path.of("").toAbsolutePath().getParent().getParent());
    one = course.phase("1");
    submissions = Files.createDirectory(temporary.resolve("submissions"));
  }

  @Test
  void what_is_handed_to_the_comparer_has_names_of_ours_and_only_what_was_begun() throws Exception {
    handIn(HOSTILE.replace("/", "_"), "InMemoryStore.java");
    handIn("bob", "InMemoryStore.java");
    Path untouched = submissions.resolve("cleo").resolve(one.name()).resolve("src/main/java/logkv");
    Files.createDirectories(untouched);
    for (String file : List.of("InMemoryStore", "KeyValueStore", "Text", "Todo", "package-info")) {
      Path source = one.sources().resolve("logkv/" + file + ".java");
      if (Files.exists(source)) {
        Files.copy(source, untouched.resolve(file + ".java"));
      }
    }
    List<String> seen = new ArrayList<>();

    Result result = compared((now, earlier, base, threshold, file) -> {
      try (var folders = Files.list(now)) {
        folders.map(folder -> folder.getFileName().toString()).sorted().forEach(seen::add);
      }
      assertThat(base.resolve("logkv/InMemoryStore.java")).content().contains("Todo.implement");
      assertThat(threshold).isEqualTo(0.5);
      return List.of(
          "unread s2",
          "pair s1 s2 0.876",
          "match logkv/InMemoryStore.java 1 2 logkv/InMemoryStore.java 1 3");
    });

    assertThat(seen).containsExactly("s1", "s2");
    assertThat(result.submissions()).isEqualTo(3);
    assertThat(result.remarks())
        .containsExactly("x<_h2><script>alert(1)<_script>: JPlag could not read phase 1");
    assertThat(result.pairs()).singleElement().satisfies(pair -> {
      assertThat(pair.first()).isEqualTo("bob");
      assertThat(pair.percent()).isEqualTo(88);
      assertThat(pair.matches().get(0).firstLines())
          .isEqualTo("logkv/InMemoryStore.java, lines 1 to 2");
      assertThat(pair.matches().get(0).firstText()).startsWith("package logkv;\n");
    });
    assertThat(SimilarPage.of(result)).contains("bob and x&lt;_h2&gt;").doesNotContain("<script");
  }

  @Test
  @Tag("slow")
  void jplag_finds_who_has_renamed_things_and_passes_over_what_was_handed_out() throws Exception {
    handIn("ada", "InMemoryStore.java");
    Path copy = handIn("bob", "InMemoryStore.java");
    Files.writeString(copy, Files.readString(copy).replace("values", "things"));
    handIn("cleo", "Text.java");
    Jplag jplag;
    try {
      jplag = Jplag.in(course, () -> {});
    } catch (CourseException e) {
      Assumptions.abort("JPlag cannot be loaded here: " + e.getMessage());
      return;
    }

    Result result = compared(jplag);

    assertThat(result.pairs()).singleElement().satisfies(pair -> {
      assertThat(List.of(pair.first(), pair.second())).containsExactly("ada", "bob");
      assertThat(pair.percent()).isGreaterThan(90);
      assertThat(pair.matches()).isNotEmpty();
    });
    assertThat(result.remarks()).isEmpty();
  }

  private Result compared(Similarity.Comparer comparer) throws IOException, InterruptedException {
    Similarity similarity =
        new Similarity(course, Files.createDirectory(temporary.resolve("work")));
    similarity.add(Submissions.in(List.of(submissions), temporary.resolve("unpacked")));
    return similarity.compare(List.of(one), 50, comparer);
  }

  /** Hands in one file of our answer, for {@code student}. */
  private Path handIn(String student, String file) throws IOException {
    Path target =
        submissions.resolve(student).resolve(one.name()).resolve("src/main/java/logkv/" + file);
    Files.createDirectories(target.getParent());
    return Files.copy(course.phase("2").sources().resolve("logkv/" + file), target);
  }
}
