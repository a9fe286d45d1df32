package logkv.grading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;

/** Whoever is sent to a section of the lectures finds it there. */
final class Pointers implements Rule {

  @Override
  public String name() {
    return "pointers";
  }

  @Override
  public String promise() {
    return "every section that a phase or the solution points at exists";
  }

  @Override
  public List<Violation> check(Chain chain) throws IOException {
    List<Violation> violations = new ArrayList<>();
    Lectures lectures = chain.lectures();
    for (CourseModule module : chain.modules()) {
      for (Path root : List.of(module.sources(), module.testSources())) {
        for (Map.Entry<String, String> source : CourseModule.texts(root).entrySet()) {
          String where = chain.nameOf(root.resolve(source.getKey()));
          follow(lectures, where, source.getValue(), violations);
        }
      }
      for (String page : List.of("README.md", "hints.md")) {
        Path file = module.folder().resolve(page);
        if (Files.exists(file)) {
          follow(lectures, chain.nameOf(file), CourseModule.text(file), violations);
        }
      }
    }
    return violations;
  }

  private void follow(Lectures lectures, String where, String text, List<Violation> violations)
      throws IOException {
    TreeSet<String> pointers = new TreeSet<>();
    Lectures.POINTER.matcher(text).results().map(MatchResult::group).forEach(pointers::add);
    for (Todos.Call todo : Todos.calls(text)) {
      if (todo.where() == null) {
        violations.add(new Violation(
            name(), where, "give Todo.implement two literals, so that they can be checked"));
      } else {
        pointers.add("lectures/" + todo.where());
      }
    }
    TreeSet<String> complaints = new TreeSet<>();
    for (String pointer : pointers) {
      lectures.missing(pointer.substring("lectures/".length())).ifPresent(complaints::add);
    }
    complaints.forEach(what -> violations.add(new Violation(name(), where, what)));
  }
}
