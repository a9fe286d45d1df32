package logkv.grading.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What is cut is what stands there, whatever braces are in it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class JavaCutTest {
  private static final String POT = """
      package logkv;

      import java.util.List;

      /**
       * A pot.
       *
       * <pre>
       *   | tea |   &lt;- {@code green}
       * </pre>
       */
      public final class Pot {
        private int cups; // written holding this

        /** Makes one. */
        Pot(int cups) {
          this.cups = cups;
        }

        /**
         * Pours.
         *
         * <pre>
         *   second, {@link Lid#open}
         *     {@linkplain #fill filled}, {@link Lid}
         * </pre>
         */
        @Override
        public String toString() {
          String brace = "}"; // and }
          /* } */
          return brace + '}';
        }

        void fill(int cups) {}

        void fill(List<String> cups, int more) {
          Runnable inside = new Runnable() {
            public void run() {}
          };
        }

        record Lid(int size) {
          void open() {}
        }
      }
      """;

  @Test
  void a_method_is_cut_with_its_annotations_and_without_its_javadoc() throws Exception {
    assertThat(pot().member("toString")).isEqualTo("""
            @Override
            public String toString() {
              String brace = "}"; // and }
              /* } */
              return brace + '}';
            }""");
  }

  @Test
  void a_field_is_cut_with_the_comment_behind_it() throws Exception {
    assertThat(pot().member("cups")).isEqualTo("private int cups; // written holding this");
  }

  @Test
  void a_name_may_say_its_class_and_a_type_is_a_member() throws Exception {
    assertThat(pot().member("Lid.open")).isEqualTo("void open() {}");
    assertThat(pot().member("Lid")).startsWith("record Lid(int size) {").endsWith("}");
    assertThat(pot().member("Pot")).startsWith("public final class Pot {");
    assertThat(pot().member("Pot(int)")).isEqualTo("Pot(int cups) {\n  this.cups = cups;\n}");
  }

  @Test
  void of_two_methods_the_parameters_say_which() throws Exception {
    assertThat(pot().member("fill(int)")).isEqualTo("void fill(int cups) {}");
    assertThat(pot().member("fill(List<String>,int)")).startsWith("void fill(List<String> cups");
    assertThatThrownBy(() -> pot().member("fill"))
        .isInstanceOf(StaleException.class)
        .hasMessage("has several members fill: Pot.fill(int), Pot.fill(List<String>,int)");
  }

  @Test
  void what_is_inside_of_a_method_is_no_member() {
    assertThatThrownBy(() -> pot().member("run")).hasMessage("has no member run");
  }

  @Test
  void a_whole_file_has_no_package_and_no_imports() throws IOException {
    assertThat(pot().whole()).startsWith("/**\n * A pot.").endsWith("}");
  }

  @Test
  void a_drawing_is_what_its_reader_sees() throws Exception {
    assertThat(pot().drawing(1)).isEqualTo("| tea |   <- green");
    assertThat(pot().drawing(2)).isEqualTo("second, Lid.open\n  filled, Lid");
    assertThatThrownBy(() -> pot().drawing(3))
        .hasMessage("has 2 drawings in its Javadoc, and no drawing 3");
  }

  private static JavaCut pot() throws IOException {
    return JavaCut.of(POT);
  }
}
