package logkv.grading.notes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a page calls by its name is there: a test class, as in {@code `PowerCutTest`}, one test, as in
 * {@code `the_last_put_wins`}, and a file of the course, as in {@code `tests/grading/rubric.txt`}.
 */
final class Names {
  private static final Pattern TEST_CLASS = Pattern.compile("`([A-Z]\\w*(?:Test|Properties))`");
  private static final Pattern TEST = Pattern.compile("`([a-z]\\w*(?:_\\w+){4,})`");
  private static final Pattern FILE = Pattern.compile(
      "`((?:phase-[0-9]-\\w+|solution|tests|lectures)/(?!\\S*/?target/)[\\w./-]+\\.(?:java|md))`");
  private static final Pattern DECLARED = Pattern.compile("\\b(?:void|Stream<\\w+>) (\\w+)\\(");

  private final Path root;
  private final Set<String> classes = new TreeSet<>();
  private final Set<String> tests = new TreeSet<>();

  private Names(Path root) {
    this.root = root;
  }

  /** Reads the tests of all modules below {@code root}. */
  static Names in(Path root) throws IOException {
    Names names = new Names(root);
    try (Stream<Path> modules = Stream.concat(Files.list(root), list(root.resolve("tests")))) {
      for (Path module : modules.toList()) {
        names.collect(module.resolve("src/test"));
      }
    }
    return names;
  }

  private static Stream<Path> list(Path folder) throws IOException {
    return Files.isDirectory(folder) ? Files.list(folder) : Stream.empty();
  }

  private void collect(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
        classes.add(file.getFileName().toString().replace(".java", ""));
        Matcher declared = DECLARED.matcher(Files.readString(file));
        while (declared.find()) {
          tests.add(declared.group(1));
        }
      }
    }
  }

  /** Returns what the page {@code name}, which says {@code text}, calls by a wrong name. */
  List<Finding> check(String name, String text) {
    List<Finding> findings = new ArrayList<>();
    Fence fence = new Fence();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (fence.isInside(line)) {
        continue;
      }
      for (Matcher it = TEST_CLASS.matcher(line); it.find(); ) {
        if (!classes.contains(it.group(1))) {
          findings.add(new Finding(name, number, "there is no test class " + it.group(1)));
        }
      }
      for (Matcher it = TEST.matcher(line); it.find(); ) {
        if (!tests.contains(it.group(1))) {
          findings.add(new Finding(name, number, "there is no test " + it.group(1)));
        }
      }
      for (Matcher it = FILE.matcher(line); it.find(); ) {
        if (!Files.exists(root.resolve(it.group(1)))) {
          findings.add(new Finding(name, number, "there is no " + it.group(1)));
        }
      }
    }
    return findings;
  }
}
