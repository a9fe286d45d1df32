package logkv.grading.handout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import logkv.course.Course;
import logkv.course.CourseException;
import logkv.course.Phase;
import logkv.course.command.CourseCommand;
import logkv.course.report.Terminal;
import logkv.grading.Maven;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What students get of this very course, and what they do not get. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HandoutTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

  @TempDir
  Path temporary;

  private Course course;
  private Path folder;

  @BeforeEach
  void this_course() throws IOException {
    course = Course.at(Path.of("").toAbsolutePath().getParent().getParent());
    folder = temporary.resolve("handout");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void no_answer_to_its_last_phase_or_a_later_one_is_in_it(int through) throws IOException {
    Handout handout = Handout.of(course, through);

    assertThat(Leaks.in(handout, course)).isEmpty();
    assertThat(handout.files().keySet())
        .contains("phase-1-inmemory/src/main/java/logkv/InMemoryStore.java")
        .noneMatch(name -> name.contains("grading") || name.startsWith("solution"))
        .noneMatch(name -> name.contains("instructors") || name.contains("/target/"));
    for (Phase phase : course.phases()) {
      assertThat(handout.files().containsKey(phase.name() + "/pom.xml"))
          .as("%s is in a handout through phase %d", phase.name(), through)
          .isEqualTo(phase.number() <= through);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 6})
  void every_link_of_its_pages_leads_somewhere(int through) throws IOException {
    Handout handout = Handout.of(course, through);

    for (String page : handout.files().keySet()) {
      Matcher link = LINK.matcher(page.endsWith(".md") ? handout.text(page) : "");
      while (link.find()) {
        Path target = Path.of(page).resolveSibling(link.group(1)).normalize();
        assertThat(handout.files().keySet())
            .as("%s links to %s", page, link.group(1))
            .anyMatch(name -> Path.of(name).startsWith(target));
      }
    }
  }

  @Test
  void an_answer_is_found_wherever_it_was_copied_to() throws IOException {
    String answer =
        Files.readString(course.phase("3").sources().resolve("logkv/log/RecordCodec.java"));
    Handout handout = Handout.of(course, 2);
    var files = new TreeMap<>(handout.files());
    files.put("lectures/02-persistence.md", answer.replaceAll("\\s+", " ").getBytes(UTF_8));
    files.put("phase-3-tombstones/pom.xml", new byte[0]);
    files.put("solution/README.md", new byte[0]);

    assertThat(Leaks.in(new Handout(2, files), course))
        .contains(
            "lectures/02-persistence.md has the answer to phase 2: encode of logkv/log/RecordCodec.java",
            "phase-3-tombstones/pom.xml is not for students",
            "solution/README.md is not for students");
    assertThatThrownBy(() -> Handout.of(course, 7)).isInstanceOf(CourseException.class);
  }

  @Test
  void a_few_lines_of_an_answer_in_a_listing_are_a_leak_too() throws IOException {
    String answer = Files.readString(course.phase("3").sources().resolve("logkv/log/LogFile.java"));
    int append = answer.indexOf("Location append(");
    int from = answer.indexOf('\n', append) + 1;
    String lines = answer.substring(from, from + 200);
    Handout handout = Handout.of(course, 2);
    var files = new TreeMap<>(handout.files());
    String page = "Give it\n all/* of it:\n\n```java\n" + lines + "\n```\n(*/)";
    files.put("lectures/01-inmemory.md", page.getBytes(UTF_8));

    assertThat(Leaks.in(new Handout(2, files), course))
        .singleElement()
        .asString()
        .startsWith("lectures/01-inmemory.md has a piece of the answer to phase ");
  }

  @Test
  void a_page_that_tells_more_than_its_phases_is_not_for_students() throws IOException {
    List<String> others = List.of(
        "lectures/03-tombstones.md",
        "lectures/08-bloom-filters.md",
        "lectures/claims.md",
        "lectures/format.md",
        "lectures/instructors.md",
        "lectures/predict/3.txt",
        "lectures/runs/torn.run",
        "lectures/site/package.json");
    Handout handout = Handout.of(course, 2);
    assertThat(handout.files()).doesNotContainKeys(others.toArray(String[]::new));
    var files = new TreeMap<>(handout.files());
    others.forEach(name -> files.put(name, new byte[0]));

    assertThat(Leaks.in(new Handout(2, files), course))
        .containsExactlyElementsOf(
            others.stream().map(name -> name + " is not for students").toList());
  }

  @Test
  void its_pages_have_the_pictures_they_show_and_no_markers_and_name_what_is_not_there()
      throws IOException {
    Handout handout = Handout.of(course, 2);

    String glossary = handout.text("lectures/glossary.md");
    assertThat(glossary).contains("](#");
    for (String name : handout.files().keySet()) {
      if (name.endsWith(".md")) {
        assertThat(handout.text(name)).as(name).doesNotContain("<!-- cut", "<!-- run", "<!-- end");
      }
      if (name.startsWith("lectures/pictures/")) {
        String picture = name.substring("lectures/".length());
        assertThat(handout.files().keySet())
            .as("pages with %s", picture)
            .anyMatch(page -> page.endsWith(".md") && handout.text(page).contains(picture));
      }
    }
  }

  @Test
  void its_phases_are_untouched_and_their_tests_red() throws IOException {
    Handouts.write(course, 1, folder, false);

    assertThat(Course.at(folder).phases()).singleElement().satisfies(phase -> {
      assertThat(phase.isBegun()).isFalse();
    });
    assertThat(typed("test", "1")).startsWith("1: ").contains("Phase 1: 0 of 49 tests pass");
    assertThat(typed("diff", "1", "--give-up"))
        .isEqualTo("2: course: Our answer to phase 1 is not part of this copy of the course.\n");
    assertThat(typed("start", "2", "--reference"))
        .isEqualTo("2: course: There is no phase 2; the only one is 1.\n");
    assertThat(typed("hint", "1")).startsWith("0: InMemoryStore.");
    assertThat(typed("check-submission"))
        .startsWith("0: phase 1  as it was handed out, nothing to grade\n");
  }

  @Test
  void whose_last_phase_is_green_is_told_that_the_copy_ends_here() throws IOException {
    Handouts.write(course, 1, folder, false);
    for (String file : List.of("InMemoryStore.java", "Text.java")) {
      String answer = Files.readString(course.phase("2").sources().resolve("logkv/" + file));
      Files.writeString(folder.resolve("phase-1-inmemory/src/main/java/logkv/" + file), answer);
    }

    assertThat(typed("test", "1"))
        .startsWith("0: ")
        .contains("phase 1 is done, well done! this copy of the course ends here.");
    assertThat(typed()).contains("next: everything is green; ./course check-submission");
  }

  @Test
  @Tag("slow")
  @EnabledIfSystemProperty(
      named = "maven.home",
      matches = ".+",
      disabledReason = "Maven says where it is; run this with ./mvnw")
  void its_build_is_green() throws Exception {
    Handouts.write(course, 2, folder, false);

    Maven.Build build = Maven.run(folder, "-Dmaven.install.skip=true", "verify");

    assertThat(build.log())
        .contains("Run them: ./mvnw -pl phase-1-inmemory test")
        .contains("Run them: ./mvnw -pl phase-2-persistence test")
        .contains("BUILD SUCCESS");
    assertThat(build.status()).isZero();
  }

  private String typed(String... arguments) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, UTF_8);
    int status = new CourseCommand(folder, new Terminal(out, false, false, false, 100), out)
        .execute(arguments);
    return status + ": " + said.toString(UTF_8).replace(System.lineSeparator(), "\n");
  }
}
