package logkv.grading.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A grade is kept in a file of a known form, and comes back from it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class GradeJsonTest {

  static List<Grade> grades() {
    return List.of(
        SampleGrades.best("ada"),
        SampleGrades.grade("bob", "10210"),
        SampleGrades.unfinished("cleo"),
        SampleGrades.hostile());
  }

  @ParameterizedTest
  @MethodSource("grades")
  void a_grade_comes_back_as_it_was(Grade grade) throws IOException {
    assertThat(GradeJson.read(GradeJson.write(grade))).isEqualTo(grade);
  }

  @ParameterizedTest
  @MethodSource("grades")
  void what_is_written_is_what_the_schema_says(Grade grade) throws Exception {
    Map<?, ?> schema = (Map<?, ?>) Json.read(Files.readString(Path.of("grade.schema.json")));

    new Schema(schema).check("grade", schema, Json.read(GradeJson.write(grade)));
  }

  @Test
  void points_are_numbers_with_a_decimal_only_where_one_is_needed() {
    assertThat(GradeJson.write(SampleGrades.grade("ada", "01100")))
        .contains("\"points\": 21.5,\n  \"maxPoints\": 100,");
  }

  @Test
  void something_else_is_said_to_be_no_grade() {
    String grade = GradeJson.write(SampleGrades.best("ada"));

    for (String other : List.of(
        "",
        "[]",
        "{}",
        grade.replace("\"version\": 1", "\"version\": 2"),
        grade.replace("\"KEPT\"", "\"GIVEN\""),
        grade.replace("\"1.put\"", "\"put\""),
        grade.replace("\"remarks\": []", "\"remarks\": [1]"),
        grade.substring(0, grade.length() / 2))) {
      assertThatThrownBy(() -> GradeJson.read(other))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("not a grade");
    }
  }

  /** As much of JSON Schema as ours uses; a word that it does not know fails. */
  private record Schema(Map<?, ?> root) {

    void check(String where, Map<?, ?> schema, Object value) {
      schema.forEach((word, rule) -> {
        switch (word.toString()) {
          case "$schema", "$defs", "title", "description" -> {}
          case "$ref" -> {
            String name = rule.toString().replace("#/$defs/", "");
            check(where, (Map<?, ?>) ((Map<?, ?>) root.get("$defs")).get(name), value);
          }
          case "const" -> assertThat(value).as(where).isEqualTo(rule);
          case "enum" ->
            assertThat(((List<?>) rule).contains(value))
                .as("%s: %s", where, value)
                .isTrue();
          case "type" ->
            assertThat(rule instanceof List<?> types ? types : List.of(rule))
                .as("%s: %s", where, value)
                .anyMatch(type -> isA(type.toString(), value));
          case "minimum" ->
            assertThat((BigDecimal) value).isGreaterThanOrEqualTo((BigDecimal) rule);
          case "pattern" -> assertThat(value.toString()).as(where).containsPattern(rule.toString());
          case "required" -> {
            if (value instanceof Map<?, ?> object) {
              assertThat((List<?>) rule).as(where).allMatch(object::containsKey);
            }
          }
          case "additionalProperties" -> {
            if (value instanceof Map<?, ?> object) {
              assertThat(object.keySet())
                  .as(where)
                  .allMatch(((Map<?, ?>) schema.get("properties"))::containsKey);
            }
          }
          case "properties" -> {
            if (value instanceof Map<?, ?> object) {
              ((Map<?, ?>) rule)
                  .forEach((name, inside) ->
                      check(where + "." + name, (Map<?, ?>) inside, object.get(name)));
            }
          }
          case "items" ->
            ((List<?>) value).forEach(item -> check(where + "[]", (Map<?, ?>) rule, item));
          default -> throw new AssertionError("the schema says " + word);
        }
      });
    }

    private static boolean isA(String type, Object value) {
      return switch (type) {
        case "object" -> value instanceof Map;
        case "array" -> value instanceof List;
        case "string" -> value instanceof String;
        case "number" -> value instanceof BigDecimal;
        case "integer" ->
          value instanceof BigDecimal number && number.stripTrailingZeros().scale() <= 0;
        case "null" -> value == null;
        default -> false;
      };
    }
  }
}
