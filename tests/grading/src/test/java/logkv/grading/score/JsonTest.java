package logkv.grading.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON comes back as it was, and nothing else is taken for JSON. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class JsonTest {

  @Test
  void values_are_written_as_people_indent_them() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("name", "tea \"green\"\n\u0000\u2028");
    object.put("list", List.of(1, new BigDecimal("2.5"), true));
    object.put("empty", List.of());
    object.put("none", null);

    assertThat(Json.write(object)).isEqualTo("""
        {
          "name": "tea \\"green\\"\\n\\u0000\\u2028",
          "list": [
            1,
            2.5,
            true
          ],
          "empty": [],
          "none": null
        }
        """);
  }

  @Test
  void all_kinds_of_values_and_escapes_are_read() throws Exception {
    Object read =
        Json.read(" {\"a\" : [ -1.5e2, true, false, null, \"\\u00fc\\/\\t\\\\\" ] , \"b\":{}} ");

    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("a", Arrays.asList(new BigDecimal("-1.5e2"), true, false, null, "\u00fc/\t\\"));
    expected.put("b", Map.of());
    assertThat(read).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "{", "[1,]", "{\"a\":1,}", "{\"a\" 1}", "{\"a\":1,\"a\":2}", "01", "+1", "1.", ".5",
            "1 2",
        "nul", "truee", "'a'", "\"a", "\"\\x\"", "\"\\u12g4\"", "\"\n\"", "[1}", "NaN", "{1:2}",
            "[\"\\u12"
      })
  void what_is_not_json_is_refused_with_the_place(String text) {
    assertThatThrownBy(() -> Json.read(text))
        .isInstanceOf(Json.NotJsonException.class)
        .hasMessageMatching("(?s).+ at character [0-9]+");
  }

  @Test
  void what_is_nested_too_deeply_does_not_end_the_grader() {
    assertThatThrownBy(() -> Json.read("[".repeat(1_000_000)))
        .isInstanceOf(Json.NotJsonException.class)
        .hasMessage("too deep at character 66");
  }
}
