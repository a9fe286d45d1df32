package logkv.grading;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import logkv.course.Phase;

/**
 * What the tests of several phases share is the same in all of them, and a test class has a name of
 * its own, so that a report names one test and not two.
 */
final class SameTestFiles implements Rule {
  private static final Pattern TEST =
      Pattern.compile("@(Test|ParameterizedTest|RepeatedTest|TestFactory|Property|Example)\\b");

  @Override
  public String name() {
    return "same-tests";
  }

  @Override
  public String promise() {
    return "a test helper is identical in all phases, and no two phases have a test of one name";
  }

  @Override
  public List<Violation> check(Chain chain) throws IOException {
    List<Violation> violations = new ArrayList<>();
    Map<String, Phase> firsts = new TreeMap<>();
    for (Phase phase : chain.untouched()) {
      Map<String, String> texts = CourseModule.texts(phase.testSources());
      for (Map.Entry<String, String> text : texts.entrySet()) {
        String file = text.getKey();
        Phase first = firsts.putIfAbsent(file, phase);
        if (first == null) {
          continue;
        }
        String where = chain.nameOf(phase.testSources().resolve(file));
        if (TEST.matcher(text.getValue()).find()) {
          violations.add(new Violation(
              name(), where, "%s has a test of this name too; rename one".formatted(first.name())));
        } else if (!CourseModule.text(first.testSources().resolve(file)).equals(text.getValue())) {
          violations.add(new Violation(
              name(), where, "differs from the one in %s; make them one".formatted(first.name())));
        }
      }
    }
    return violations;
  }
}
