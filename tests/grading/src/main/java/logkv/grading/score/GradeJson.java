package logkv.grading.score;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import logkv.grading.score.PhaseResult.State;
import logkv.grading.score.PhaseResult.WrongStore;

/**
 * A grade as JSON. Its schema is {@code tests/grading/grade.schema.json}; the same grade is always the
 * same text.
 *
 * <p>Points are numbers with at most one decimal. Sums are written for those who read the file, and
 * are computed anew when it is read.
 */
public final class GradeJson {
  private static final String FORMAT = "logkv-grade";
  private static final int VERSION = 1;

  private GradeJson() {}

  /** Returns {@code grade} as JSON. */
  public static String write(Grade grade) {
    return Json.write(object(grade));
  }

  /** The same as a value for {@link Json}, to be put into a larger one. */
  public static Map<String, Object> object(Grade grade) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", FORMAT);
    json.put("version", VERSION);
    json.put("student", grade.student());
    json.put("points", points(grade.points()));
    json.put("maxPoints", points(grade.maxPoints()));
    json.put("isolation", grade.isolation());
    json.put("remarks", grade.remarks());
    json.put("phases", grade.phases().stream().map(GradeJson::object).toList());
    return json;
  }

  private static Map<String, Object> object(PhaseResult phase) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("phase", phase.phase());
    json.put("state", phase.state().name());
    json.put("points", points(phase.points()));
    json.put("maxPoints", points(phase.maxPoints()));
    json.put("compilerWords", phase.compilerWords());
    json.put("visiblePassed", phase.visiblePassed());
    json.put("visibleTotal", phase.visibleTotal());
    json.put(
        "alike",
        phase
            .alike()
            .map(wrong -> ordered("name", wrong.name(), "story", wrong.story()))
            .orElse(null));
    json.put("promises", phase.promises().stream().map(GradeJson::object).toList());
    return json;
  }

  private static Map<String, Object> object(PromiseResult result) {
    Promise promise = result.promise();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", promise.id());
    json.put("verdict", result.verdict().name());
    json.put("points", points(result.points()));
    json.put("maxPoints", points(promise.points()));
    json.put("sentence", promise.sentence());
    json.put("lecture", promise.lecture());
    json.put("story", result.story());
    json.put("hint", result.hint());
    return json;
  }

  private static Map<String, Object> ordered(
      String key, Object value, String nextKey, Object nextValue) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(key, value);
    json.put(nextKey, nextValue);
    return json;
  }

  /** Tenths of a point as a number: 25 is 2.5, 30 is 3. */
  static BigDecimal points(int tenths) {
    return new BigDecimal(Points.text(tenths));
  }

  /**
   * Reads what {@link #write} has written.
   *
   * @throws IOException if it is something else, or of another version; the message says what
   */
  public static Grade read(String text) throws IOException {
    try {
      Fields json = new Fields(Json.read(text));
      if (!FORMAT.equals(json.values.get("format")) || json.number("version") != VERSION) {
        throw new IOException("not a grade of version " + VERSION);
      }
      List<PhaseResult> phases = new ArrayList<>();
      for (Object phase : json.list("phases")) {
        phases.add(phase(new Fields(phase)));
      }
      List<String> remarks =
          json.list("remarks").stream().map(String.class::cast).toList();
      return new Grade(json.text("student"), phases, json.text("isolation"), remarks);
    } catch (Json.NotJsonException
        | ClassCastException
        | ArithmeticException
        | IllegalArgumentException e) {
      throw new IOException("not a grade: " + e.getMessage(), e);
    }
  }

  private static PhaseResult phase(Fields json) throws IOException {
    int number = json.number("phase");
    List<PromiseResult> promises = new ArrayList<>();
    for (Object promise : json.list("promises")) {
      promises.add(promise(number, new Fields(promise)));
    }
    Optional<WrongStore> alike = Optional.empty();
    if (json.values.get("alike") != null) {
      Fields wrong = new Fields(json.values.get("alike"));
      alike = Optional.of(new WrongStore(wrong.text("name"), wrong.text("story")));
    }
    return new PhaseResult(
        number,
        State.valueOf(json.text("state")),
        json.text("compilerWords"),
        json.number("visiblePassed"),
        json.number("visibleTotal"),
        promises,
        alike);
  }

  private static PromiseResult promise(int phase, Fields json) throws IOException {
    Promise promise = new Promise(
        json.text("id"),
        phase,
        json.get("maxPoints", BigDecimal.class).movePointRight(1).intValueExact(),
        json.text("sentence"),
        json.text("lecture"));
    return new PromiseResult(
        promise, Verdict.valueOf(json.text("verdict")), json.text("story"), json.text("hint"));
  }

  /** An object whose fields must be there. */
  private static final class Fields {
    final Map<?, ?> values;

    Fields(Object value) {
      values = (Map<?, ?>) value;
    }

    <T> T get(String name, Class<T> type) throws IOException {
      Object value = values.get(name);
      if (!type.isInstance(value)) {
        throw new IOException("not a grade: " + name + " is " + value);
      }
      return type.cast(value);
    }

    String text(String name) throws IOException {
      return get(name, String.class);
    }

    int number(String name) throws IOException {
      return get(name, BigDecimal.class).intValueExact();
    }

    List<?> list(String name) throws IOException {
      return get(name, List.class);
    }
  }
}
