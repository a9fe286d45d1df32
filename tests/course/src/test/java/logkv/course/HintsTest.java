package logkv.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HintsTest {
  private static final String TEA = """
      # Hints for phase 2

      ## Tea.brew
      lectures/02-tea.md#brew
      1. Water first,
         and hot.
      2. Then the leaves.
      3. The shape:

         ```java
         1. this is not a hint
         pot.fill();
         ```

         Wait.

      ## Tea.pour
      lectures/02-tea.md#pour
      1. Into a cup.
      2. Slowly.
      3. `cup.fill()`
      """;

  @TempDir
  Path folder;

  @Test
  void steps_come_in_the_order_of_the_file_with_where_they_are_explained() throws IOException {
    assertThat(read(TEA).steps())
        .extracting(Hints.Step::name, Hints.Step::lecture)
        .containsExactly(
            tuple("Tea.brew", "lectures/02-tea.md#brew"),
            tuple("Tea.pour", "lectures/02-tea.md#pour"));
  }

  @Test
  void a_hint_keeps_its_lines_and_its_code() throws IOException {
    Hints.Step brew = read(TEA).steps().get(0);

    assertThat(brew.levels().get(0)).isEqualTo("Water first,\nand hot.");
    assertThat(brew.levels().get(2))
        .isEqualTo("The shape:\n\n```java\n1. this is not a hint\npot.fill();\n```\n\nWait.");
  }

  @Test
  void a_step_is_found_by_its_last_word_and_in_any_case() throws IOException {
    assertThat(read(TEA).step("POUR")).map(Hints.Step::name).hasValue("Tea.pour");
    assertThat(read(TEA).step("Tea.brew")).isPresent();
    assertThat(read(TEA).step("Tea")).isEmpty();
  }

  @Test
  void a_failure_is_of_the_first_step_that_it_names() throws IOException {
    Hints hints = read(TEA);

    assertThat(hints.firstNamedIn("see lectures/02-tea.md#pour and lectures/02-tea.md#brew."))
        .map(Hints.Step::name)
        .hasValue("Tea.brew");
    assertThat(hints.firstNamedIn("Implement Tea.pour next; more there"))
        .map(Hints.Step::name)
        .hasValue("Tea.pour");
    assertThat(hints.firstNamedIn("lectures/02-tea.md#pour-slowly")).isEmpty();
  }

  @Test
  void what_is_wrong_is_told_with_file_and_line() {
    assertIsRefused(
        TEA.replace("lectures/02-tea.md#pour", "somewhere"), 18, "Tea.pour is explained");
    assertIsRefused(TEA.replace("2. Slowly.\n", ""), 20, "expected hint 2 of Tea.pour");
    assertIsRefused(TEA.replace("1. Into a cup.", "1."), 19, "hint 1 of Tea.pour is empty");
    assertIsRefused(TEA.replace("# Hints", "Hints"), 1, "expected \"# Hints for phase N\"");
    assertIsRefused(TEA.replace("## Tea.pour", "## Tea.brew"), 17, "Tea.brew is here twice");
    assertIsRefused(TEA.replace("   ```\n\n   Wait.", ""), 8, "has no end");
    assertIsRefused(TEA + "4. more\n", 22, "expected a step");
    assertIsRefused("# Hints for phase 1\n", 1, "at least one step");
  }

  @Test
  void a_phase_without_hints_is_told_in_a_sentence() {
    assertThatThrownBy(() -> Hints.read(folder.resolve("none.md"), "phase-9/hints.md"))
        .isInstanceOf(CourseException.class)
        .hasMessageContaining("There is no phase-9/hints.md");
  }

  private void assertIsRefused(String text, int line, String why) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(CourseException.class)
        .hasMessageStartingWith("tea/hints.md:" + line + ": ")
        .hasMessageContaining(why);
  }

  private Hints read(String text) throws IOException {
    Path file = folder.resolve("hints.md");
    Files.writeString(file, text);
    return Hints.read(file, "tea/hints.md");
  }
}
