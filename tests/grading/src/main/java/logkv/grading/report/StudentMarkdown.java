package logkv.grading.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import logkv.grading.score.Grade;
import logkv.grading.score.PhaseResult;
import logkv.grading.score.PhaseResult.State;
import logkv.grading.score.PromiseResult;
import logkv.grading.score.Verdict;

/** The same as {@link StudentPage}, as Markdown: for a mail, or a comment on a code host. */
final class StudentMarkdown {
  private static final Pattern BACKTICKS = Pattern.compile("`+");
  private static final Pattern PUNCTUATION = Pattern.compile("[\\\\`*_{}\\[\\]<>()#+!|~&$@:-]");

  private StudentMarkdown() {}

  static String of(Grade grade, PhaseTitles titles) {
    StringBuilder page = new StringBuilder();
    page.append("# %s: %s points%n%n"
        .formatted(plain(grade.student()), Words.points(grade.points(), grade.maxPoints())));
    page.append("| phase | points |\n|---|---|\n");
    for (PhaseResult phase : grade.phases()) {
      page.append("| %s | %s |\n"
          .formatted(titles.of(phase.phase()), Words.points(phase.points(), phase.maxPoints())));
    }
    grade.phases().forEach(phase -> add(phase, titles, page));
    if (!grade.remarks().isEmpty()) {
      page.append("\n## Remarks\n\n");
      grade.remarks().forEach(remark -> page.append("* ").append(plain(remark)).append('\n'));
    }
    page.append('\n').append(plain(grade.isolation())).append('\n');
    return page.toString().replace(System.lineSeparator(), "\n");
  }

  private static void add(PhaseResult phase, PhaseTitles titles, StringBuilder page) {
    page.append("\n## ").append(titles.of(phase.phase())).append('\n');
    Words.state(phase).ifPresent(words -> paragraph(words, page));
    if (!phase.compilerWords().isEmpty()) {
      paragraph(fenced(phase.compilerWords()), page);
    }
    Words.visibleTests(phase).ifPresent(words -> paragraph(words + ".", page));
    phase
        .alike()
        .ifPresent(wrong -> paragraph(
            "Your store behaves like one that is known, **%s**: %s"
                .formatted(plain(wrong.name()), wrong.story().replaceAll("\\s*\n\\s*", " ")),
            page));
    if (phase.state() == State.GRADED) {
      page.append('\n');
      phase.promises().forEach(result -> add(result, page));
    }
  }

  private static void add(PromiseResult result, StringBuilder page) {
    page.append("* **%s** (%s) %s\n"
        .formatted(
            Words.verdict(result.verdict()),
            Words.points(result.points(), result.promise().points()),
            result.promise().sentence()));
    if (result.verdict() == Verdict.KEPT) {
      return;
    }
    if (!result.story().isEmpty()) {
      page.append('\n').append(fenced(result.story()).indent(2)).append('\n');
    }
    if (!result.hint().isEmpty()) {
      page.append("  Hint: ").append(plain(result.hint())).append("\n\n");
    }
    page.append("  Explained in `lectures/").append(result.promise().lecture()).append("`\n");
  }

  private static void paragraph(String text, StringBuilder page) {
    page.append('\n').append(text).append('\n');
  }

  /** A block between fences that are longer than any in it. */
  private static String fenced(String text) {
    int longest = 2;
    Matcher backticks = BACKTICKS.matcher(text);
    while (backticks.find()) {
      longest = Math.max(longest, backticks.end() - backticks.start());
    }
    String fence = "`".repeat(longest + 1);
    return fence + "text\n" + text + "\n" + fence;
  }

  /** Text on one line of which nothing is markup, a link or a mention. */
  static String plain(String text) {
    return PUNCTUATION.matcher(text.replaceAll("\\s+", " ")).replaceAll("\\\\$0");
  }
}
