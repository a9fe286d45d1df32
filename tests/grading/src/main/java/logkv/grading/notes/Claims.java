package logkv.grading.notes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every promise of {@code lectures/claims.md} names tests that there are, and every promise that is a
 * quotation still stands on its page.
 *
 * <pre>
 *   ## README.md                              the page that is quoted
 *   | "what it says there" | [PotTest](../solution/src/test/java/PotTest.java) `tea_is_green` |
 * </pre>
 *
 * <p>The last cell of a row names test files, each with the methods that hold the promise.
 */
final class Claims {
  static final String PAGE = "lectures/claims.md";

  private static final Pattern SECTION = Pattern.compile("## (.+)");
  private static final Pattern QUOTATION = Pattern.compile("\\| \"(.*?)\" \\|.*");
  private static final Pattern HELD_BY =
      Pattern.compile("\\[[^\\]]*+\\]\\(([^)]+\\.java)\\)((?:,? `\\w+`)*+)");
  private static final Pattern METHOD = Pattern.compile("`(\\w+)`");
  private static final Pattern TEST =
      Pattern.compile("@(?:Test|Property|Example|ParameterizedTest|RepeatedTest|TestFactory)\\b");

  private final Path root;
  private final Map<Path, JavaCut> sources = new HashMap<>();
  private final List<Finding> findings = new ArrayList<>();

  private Claims(Path root) {
    this.root = root;
  }

  /** Returns what is wrong with the page, which says {@code text}. */
  static List<Finding> check(Path root, String text) throws IOException {
    Claims claims = new Claims(root);
    String section = "";
    boolean inTable = false;
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      Matcher heading = SECTION.matcher(line);
      if (heading.matches()) {
        section = heading.group(1);
      }
      if (line.startsWith("|---")) {
        inTable = true;
      } else if (!line.startsWith("|")) {
        inTable = false;
      } else if (inTable) {
        claims.quotation(section, number, line);
        claims.tests(number, line);
      }
    }
    return claims.findings;
  }

  private void quotation(String section, int number, String row) throws IOException {
    Matcher quotation = QUOTATION.matcher(row);
    if (quotation.matches()) {
      Path page = root.resolve(section);
      boolean stands = Files.isRegularFile(page)
          && Files.readString(page).replaceAll("\\s+", " ").contains(quotation.group(1));
      if (!stands) {
        findings.add(new Finding(
            PAGE, number, "%s no longer says \"%s\"".formatted(section, quotation.group(1))));
      }
    }
  }

  private void tests(int number, String row) throws IOException {
    boolean held = false;
    Matcher heldBy = HELD_BY.matcher(row);
    while (heldBy.find()) {
      Path file = root.resolve(PAGE).resolveSibling(heldBy.group(1)).normalize();
      Matcher method = METHOD.matcher(heldBy.group(2));
      while (method.find()) {
        held = true;
        if (!isTest(file, method.group(1))) {
          findings.add(new Finding(
              PAGE, number, "%s has no test %s".formatted(file.getFileName(), method.group(1))));
        }
      }
    }
    if (!held) {
      findings.add(new Finding(PAGE, number, "names no test; a promise needs one"));
    }
  }

  private boolean isTest(Path file, String method) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    JavaCut source = sources.get(file);
    if (source == null) {
      source = JavaCut.of(Files.readString(file));
      sources.put(file, source);
    }
    for (JavaCut.Member member : source.members()) {
      String text = source.source().substring(member.from(), member.to());
      String head = text.substring(0, Math.max(0, text.indexOf(method)));
      if (member.isCalled(method) && TEST.matcher(head).find()) {
        return true;
      }
    }
    return false;
  }
}
