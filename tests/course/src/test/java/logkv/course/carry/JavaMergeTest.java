package logkv.course.carry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import logkv.course.carry.JavaMerge.Merged;
import logkv.course.carry.JavaMerge.Mode;
import logkv.course.carry.JavaMerge.Stay;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class JavaMergeTest {
  private static final String BASE = """
      package tea;

      import java.util.List;

      /** Tea. */
      public class Tea {
        int cups; // of porcelain

        /** Makes it. */
        void brew() {
          throw new Error(); // TODO(phase-1)
        }

        void drink() {}
      }
      """;

  @Test
  void what_only_she_changed_is_hers_and_what_only_we_changed_is_ours() throws IOException {
    String hers = BASE.replace("throw new Error(); // TODO(phase-1)", "boil();");
    String ours = BASE.replace("void drink() {}", "void drink() {} // TODO(phase-2)");

    assertThat(merge(hers, ours).text()).isEqualTo("""
            package tea;

            /** Tea. */
            public class Tea {
              int cups; // of porcelain

              /** Makes it. */
              void brew() {
                boil();
              }

              void drink() {} // TODO(phase-2)
            }
            """);
  }

  @Test
  void what_both_changed_is_hers() throws IOException {
    String hers = BASE.replace("throw new Error(); // TODO(phase-1)", "boil();");
    String ours = BASE.replace("throw new Error(); // TODO(phase-1)", "heat();\n    steep();");

    Merged merged = merge(hers, ours);

    assertThat(merged.text()).contains("boil();").doesNotContain("heat", "steep");
    assertThat(merged.stays()).isEmpty();
  }

  @Test
  void what_both_changed_is_ours_where_there_is_something_to_write_and_is_told()
      throws IOException {
    String hers = BASE.replace("void drink() {}", "void drink() { sip(); }");
    String ours = BASE.replace("void drink() {}", "void drink() {} // TODO(phase-2)");

    Merged merged = merge(hers, ours);

    assertThat(merged.text()).contains("TODO(phase-2)").doesNotContain("sip");
    assertThat(merged.stays()).containsExactly(new Stay("drink()", 14, true));
  }

  @Test
  void a_todo_that_is_a_comment_comes_to_the_top_of_hers() throws IOException {
    String hers = BASE.replace("void drink() {}", "void drink() {\n    sip();\n  }");
    String ours = BASE.replace(
        "void drink() {}",
        "void drink() {\n    // TODO(phase-2): slowly,\n    // please\n    gulp();\n  }");

    Merged merged = merge(hers, ours);

    assertThat(merged.text())
        .contains(
            "  void drink() {\n    // TODO(phase-2): slowly,\n    // please\n    sip();\n  }");
    assertThat(merged.stays()).containsExactly(new Stay("drink()", 14, false));
  }

  @Test
  void hers_with_what_is_new_for_others_leaves_our_helpers_behind() throws IOException {
    String hers = BASE.replace("throw new Error(); // TODO(phase-1)", "boil();");
    String ours = BASE.replace("int cups;", "private int spoons;\n  private int pots;")
        .replace(
            "  void drink() {}",
            "  private void help() {}\n\n  public int pots() { return pots; }");

    String text =
        JavaMerge.of(BASE, hers, ours, "TODO", Mode.HERS).orElseThrow().text();

    assertThat(text)
        .contains("boil", "int cups", "drink()", "private int pots;", "public int pots()")
        .doesNotContain("spoons", "help");
  }

  @Test
  void new_members_of_both_have_their_places() throws IOException {
    String hers = BASE.replace("  void drink", "  void sip() {}\n\n  void drink");
    String ours = BASE.replace("  void drink() {}\n", "  void drink() {}\n\n  void pour() {}\n");

    assertThat(merge(hers, ours).text()).containsSubsequence("brew", "sip", "drink", "pour");
  }

  @Test
  void what_she_has_removed_does_not_come_back_unless_we_changed_it() throws IOException {
    String hers = BASE.replace("  void drink() {}\n", "");

    assertThat(merge(hers, BASE.replace("int cups;", "int pots;")).text())
        .doesNotContain("drink")
        .contains("pots");
    assertThat(merge(hers, BASE.replace("void drink() {}", "void drink() { sip(); }"))
            .text())
        .contains("sip");
  }

  @Test
  void imports_are_kept_as_far_as_they_are_used() throws IOException {
    String hers = BASE.replace("import java.util.List;", "import java.util.Map;\nimport a.B;")
        .replace("throw new Error();", "Map.of();");
    String ours = BASE.replace(
            "import java.util.List;", "import static a.C.d;\nimport java.util.*;")
        .replace("void drink() {}", "void drink() { d(); }");

    assertThat(merge(hers, ours).text()).startsWith("""
        package tea;

        import static a.C.d;

        import java.util.*;
        import java.util.Map;

        /** Tea. */
        """);
  }

  @Test
  void layout_is_not_a_change() throws IOException {
    String hers = BASE.replace("  ", "\t");
    String ours = BASE.replace("void drink() {}", "void drink() {} // TODO(phase-2)");

    assertThat(merge(hers, ours).stays()).isEmpty();
    assertThat(merge(hers, ours).text()).contains("TODO(phase-2)");
  }

  @Test
  void several_classes_in_a_file_are_not_merged() throws IOException {
    assertThat(JavaMerge.of(BASE, BASE + "class Cup {}\n", BASE, "TODO", Mode.BOTH))
        .isEmpty();
    assertThat(JavaMerge.of("package tea;\nenum A {}", BASE, BASE, "TODO", Mode.BOTH))
        .isEmpty();
  }

  private static Merged merge(String hers, String ours) throws IOException {
    Optional<Merged> merged = JavaMerge.of(BASE, hers, ours, "TODO(phase-2)", Mode.BOTH);
    return merged.orElseThrow();
  }
}
