package logkv.grading.notes;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a chapter has the form of a chapter: what one will be able to do and how long it takes,
 * invariants, questions before and after with folded answers, what the tests do not check, bytes, what
 * real systems do with sources, and two pictures.
 */
final class ChapterForm {
  private static final Pattern CHAPTER = Pattern.compile("lectures/([0-9]{2})-[a-z0-9-]+\\.md");
  private static final Pattern TITLE = Pattern.compile("# (?:Phase|Chapter) ([0-9]+): .+");
  private static final Pattern PICTURE =
      Pattern.compile("!\\[[^\\]]+\\]\\(pictures/[^)]+\\.svg\\)|(?m:^\\s*```+ *mermaid)");
  private static final Pattern QUESTION = Pattern.compile("(?m)^\\s*[0-9]+\\. ");
  private static final int FEWEST_QUESTIONS = 3;
  private static final int FEWEST_PICTURES = 2;
  private static final int PHASES = 6;
  private static final int LAST_WITH_BYTES = 8;

  /** A section that a chapter must have. */
  private record Wanted(String name, Pattern heading) {
    Wanted(String name) {
      this(name, Pattern.compile(Pattern.quote(name) + ".*"));
    }
  }

  /** A heading of the second level and what stands below it. */
  private record Section(String heading, int line, String text) {}

  private ChapterForm() {}

  /** Returns what the page {@code name} lacks; nothing if it is no chapter. */
  static List<Finding> check(String name, String text) {
    Matcher chapter = CHAPTER.matcher(name);
    if (!chapter.matches()) {
      return List.of();
    }
    int number = Integer.parseInt(chapter.group(1));
    List<Finding> findings = new ArrayList<>();
    List<Section> sections = sections(text);
    head(name, number, sections.get(0), findings);
    if (PICTURE.matcher(text).results().count() < FEWEST_PICTURES) {
      findings.add(new Finding(name, 1, "a chapter has at least two pictures"));
    }
    if (number > 0) { // the first one tells how the course works
      order(name, number, sections, findings);
      sections.forEach(section -> questions(name, section, findings));
    }
    return findings;
  }

  private static List<Section> sections(String text) {
    List<Section> sections = new ArrayList<>();
    StringBuilder below = new StringBuilder();
    String heading = "";
    int begin = 1;
    int number = 0;
    Fence fence = new Fence();
    for (String line : text.lines().toList()) {
      number++;
      if (!fence.isInside(line) && line.startsWith("## ")) {
        sections.add(new Section(heading, begin, below.toString()));
        heading = line.substring(3).strip();
        begin = number;
        below.setLength(0);
      } else {
        below.append(line).append('\n');
      }
    }
    sections.add(new Section(heading, begin, below.toString()));
    return sections;
  }

  private static void head(String name, int number, Section head, List<Finding> findings) {
    Matcher title = TITLE.matcher(head.text().lines().findFirst().orElse(""));
    if (number > 0 && !(title.matches() && Integer.parseInt(title.group(1)) == number)) {
      String kind = number <= PHASES ? "Phase" : "Chapter";
      findings.add(new Finding(
          name, 1, "begins with its title, as in # %s %d: a few words".formatted(kind, number)));
    }
    if (!head.text().contains("**Time:**")) {
      findings.add(
          new Finding(name, 1, "says before its first section how long it takes: **Time:**"));
    }
    if (number > 0
        && !Pattern.compile("\\*\\*What you will be able to do\\*\\*\\s+\\* ")
            .matcher(head.text())
            .find()) {
      findings.add(new Finding(
          name, 1, "says before its first section, in a list: **What you will be able to do**"));
    }
  }

  private static void order(
      String name, int number, List<Section> sections, List<Finding> findings) {
    int at = 0;
    for (Wanted wanted : wanted(number)) {
      int found = -1;
      for (int i = 0; i < sections.size(); i++) {
        if (wanted.heading().matcher(sections.get(i).heading()).matches()) {
          found = i;
          break;
        }
      }
      if (found < 0) {
        findings.add(new Finding(name, 1, "has no section ## " + wanted.name()));
      } else if (found < at) {
        findings.add(new Finding(
            name,
            sections.get(found).line(),
            "## %s stands before ## %s, and should behind it"
                .formatted(wanted.name(), sections.get(at).heading())));
      } else {
        at = found;
      }
    }
  }

  private static List<Wanted> wanted(int number) {
    List<Wanted> wanted = new ArrayList<>();
    wanted.add(new Wanted("Invariants"));
    wanted.add(new Wanted("Predict before coding", Pattern.compile("Predict before .+")));
    wanted.add(
        number <= PHASES
            ? new Wanted("How you will be tested")
            : new Wanted("What the tests check, and what they do not"));
    if (number > 1 && number <= LAST_WITH_BYTES) {
      wanted.add(new Wanted("Look at the bytes"));
    }
    wanted.add(new Wanted("Check yourself"));
    wanted.add(new Wanted("What real systems do"));
    return wanted;
  }

  private static void questions(String name, Section section, List<Finding> findings) {
    if (section.heading().startsWith("Predict before")
        || section.heading().equals("Check yourself")) {
      if (QUESTION.matcher(section.text()).results().count() < FEWEST_QUESTIONS) {
        findings.add(new Finding(name, section.line(), "asks at least three questions, 1. 2. 3."));
      }
      if (!section.text().contains("<details>") || !section.text().contains("<summary>")) {
        findings.add(
            new Finding(name, section.line(), "folds its answers, <details><summary>Answers"));
      }
    }
    if (section.heading().equals("What real systems do")
        && !section.text().contains("Sources")
        && !section.text().contains("bibliography.md")) {
      findings.add(new Finding(name, section.line(), "names its sources, \"Sources: ...\""));
    }
  }
}
