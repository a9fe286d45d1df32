package logkv.grading.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import logkv.course.report.Terminal;
import logkv.grading.score.Grade;
import logkv.grading.score.Json;
import logkv.grading.score.SampleGrades;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What people and programs read of grades, also if somebody in the class means harm. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReportsTest {
  private static final PhaseTitles TITLES =
      new PhaseTitles(Map.of(1, "In memory", 2, "On disk", 3, "Deletes that last"));

  private static final List<Grade> GRADES = List.of(
      SampleGrades.best("ada"),
      SampleGrades.grade("bob", "10210"),
      SampleGrades.unfinished("Cleo Müller"),
      SampleGrades.grade("dan", "00200"),
      SampleGrades.hostile());

  @TempDir
  Path folder;

  @BeforeEach
  void a_class() throws IOException {
    write(GRADES);
  }

  private void write(List<Grade> grades) throws IOException {
    Reports reports = new Reports(folder, TITLES, Visibility.AFTER_DUE_DATE);
    reports.writeAll(grades);
  }

  @Test
  void a_student_reads_which_promises_were_kept_and_the_stories_of_the_others() throws IOException {
    String page = read("students/bob.html");

    assertThat(page)
        .contains("<h1>bob</h1>")
        .contains("<p class=\"score\">28.5 <small>of 100 points</small></p>")
        .contains("Begin with <a href=\"#promise-1.snapshot\">")
        .contains("What was put is there after the store was closed and opened again.")
        .contains("<span class=\"number\">0 of 17.5</span>")
        .contains("put(tea, green), then the process was killed")
        .contains("^^ the record ends here, and should have two bytes more</pre>")
        .contains("<strong>Hint</strong> Was the put acknowledged before it was forced?")
        .contains("Explained in <code>lectures/02-persistence.md#replay</code>")
        .contains("behaves like one that is known, <strong>no-force</strong>")
        .contains("42 of 49 visible tests are green");
    assertThat(read("students/bob.md"))
        .startsWith("# bob: 28.5 of 100 points\n")
        .contains("* **kept** (6 of 6) What was put can be got.\n")
        .contains("* **broken** (0 of 17.5) What was put is there")
        .contains("  ```text\n  put(tea, green), then the process was killed")
        .contains("Explained in `lectures/02-persistence.md#replay`");
  }

  @Test
  void what_does_not_compile_is_shown_in_the_compilers_words_and_the_rest_is_graded()
      throws IOException {
    String name = FileName.of("Cleo Müller");

    for (String page :
        List.of(read("students/" + name + ".html"), read("students/" + name + ".md"))) {
      assertThat(page)
          .contains("It does not compile, so none of its promises was tried.")
          .contains("It was not in the submission.")
          .contains("bubblewrap is not installed here");
    }
    assertThat(read("students/" + name + ".html"))
        .contains("Begin with <a href=\"#phase-2\">phase 2, which does not compile.</a>")
        .contains("LogStore.java:12: &#39;;&#39; expected</pre>")
        .contains("<li>phase-2-persistence/src/main/resources/x: only src/main/java is taken</li>");
  }

  @Test
  void no_text_of_a_submission_is_markup_in_any_page() throws IOException {
    for (Path file : files(".html")) {
      String page = Files.readString(file);
      assertThat(page.replaceAll("(?s)<style>.*?</style>", ""))
          .as("%s", file)
          .doesNotContain("<script")
          .doesNotContainIgnoringCase("javascript:")
          .doesNotContain("</pre><")
          .contains("Content-Security-Policy");
      assertThat(parsed(page).getDocumentElement().getTagName()).isEqualTo("html");
    }
    assertThat(read("students/" + FileName.of(SampleGrades.HOSTILE) + ".html"))
        .contains("&lt;/pre&gt;&lt;script&gt;alert(1)&lt;/script&gt; &quot;&#39;&amp;");
  }

  @Test
  void no_text_of_a_submission_is_markup_in_markdown() throws IOException {
    String page = read("students/" + FileName.of(SampleGrades.HOSTILE) + ".md");

    assertThat(page)
        .startsWith("# \\</pre\\>\\<script\\>alert\\(1\\)\\</script\\>")
        .contains("\\[a\\]\\(b\\)");
    String outsideOfFences = page.replaceAll("(?s)```text\n.*?\n *```", "");
    assertThat(outsideOfFences).doesNotContain("<script>");
    assertThat(StudentMarkdown.plain("@all see [this](http://x) #1\n# head"))
        .isEqualTo("\\@all see \\[this\\]\\(http\\://x\\) \\#1 \\# head");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1", "\uff1d1", "|x", "%x"})
  void no_cell_of_a_table_is_a_formula(String cell) {
    assertThat(Csv.text(cell)).isEqualTo("\"'" + cell + "\"");
    assertThat(Csv.text("a " + cell)).isEqualTo("\"a " + cell + "\"");
  }

  @Test
  void a_grade_book_reads_a_line_for_each_student() throws IOException {
    assertThat(read("scores.csv").split("\r\n"))
        .contains(
            "student,points,max,percent,phase 1,phase 2,phase 3,phase 1 state,phase 2 state,phase 3 state,phase 1 visible tests,phase 2 visible tests,phase 3 visible tests,remarks",
            "\"bob\",28.5,100,28.5,6,22.5,0,GRADED,GRADED,GRADED,41 of 49,42 of 49,43 of 49,\"\"",
            "\"ada\",100,100,100,10,40,50,GRADED,GRADED,GRADED,41 of 49,42 of 49,43 of 49,\"\"");
    assertThat(read("promises.csv").split("\r\n"))
        .hasSize(GRADES.size() + 1)
        .contains("\"bob\",6,0,0,22.5,0", "\"Cleo Müller\",6,4,0,0,0")
        .anyMatch(line -> line.contains("\"\"'&`${x} ]]> | [a](b)"));
    assertThat(read("promises.csv")).startsWith("student,1.put,1.snapshot,2.reopen");
  }

  @Test
  void the_instructor_sees_the_distribution_what_was_hard_and_which_wrong_stores_were_built()
      throws IOException {
    String page = read("index.html");

    assertThat(page)
        .contains("<h1>5 submissions</h1>")
        .contains("17.5 <small>points in the middle (median), 31.2 on average, of 100</small>")
        .contains("0\u20139: 1, 10\u201319: 2, 20\u201329: 1, 30\u201339: 0")
        .contains("<code>no-force</code></th><td class=\"number\">2</td>")
        .contains("<a href=\"students/bob.html\">bob</a>, <a href=\"students/dan.html\">dan</a>")
        .contains("<td class=\"number\">1 of 3</td>");
    List<String> order = new ArrayList<>();
    Matcher hard =
        Pattern.compile("<span class=\"faint\">([0-9]\\.[a-z]+)</span>").matcher(page);
    while (hard.find()) {
      order.add(hard.group(1));
    }
    assertThat(order).containsExactly("3.deleted", "1.snapshot", "2.killed", "2.reopen", "1.put");
  }

  @Test
  void every_link_of_the_class_page_leads_to_a_page() throws IOException {
    Matcher link = Pattern.compile("href=\"([^\"#]+)\"").matcher(read("index.html"));

    assertThat(link.results().map(found -> found.group(1)).toList())
        .hasSizeGreaterThan(GRADES.size())
        .allSatisfy(name -> assertThat(folder.resolve(name)).isRegularFile());
  }

  @Test
  void a_build_server_reads_a_test_for_each_promise() throws IOException {
    Element bob = parsed(read("students/bob.junit.xml")).getDocumentElement();
    Element hostile = parsed(read("students/" + FileName.of(SampleGrades.HOSTILE) + ".junit.xml"))
        .getDocumentElement();

    assertThat(bob.getElementsByTagName("testcase").getLength()).isEqualTo(5);
    assertThat(bob.getElementsByTagName("failure").getLength()).isEqualTo(3);
    assertThat(((Element) bob.getElementsByTagName("testsuite").item(1)).getAttribute("failures"))
        .isEqualTo("1");
    assertThat(((Element) bob.getElementsByTagName("property").item(1)).getAttribute("value"))
        .isEqualTo("42 of 49");
    assertThat(hostile.getAttribute("name")).isEqualTo(SampleGrades.HOSTILE);
    assertThat(hostile.getElementsByTagName("error").item(0).getTextContent())
        .startsWith(SampleGrades.HOSTILE);
    assertThat(JUnitXml.escape("\u0000\u001b\ufffe")).isEqualTo("\\u0000\\u001b\\ufffe");
  }

  @Test
  void gradescope_reads_plain_texts_and_shows_hidden_promises_when_it_is_told_to()
      throws Exception {
    Map<?, ?> results = (Map<?, ?>) Json.read(read("students/bob.gradescope.json"));

    assertThat(results.get("score")).isEqualTo(new BigDecimal("28.5"));
    assertThat(results.get("test_output_format")).isEqualTo("text");
    List<Map<?, ?>> tests = new ArrayList<>();
    ((List<?>) results.get("tests")).forEach(test -> tests.add((Map<?, ?>) test));
    assertThat(tests.get(0).get("visibility")).isEqualTo("visible");
    BigDecimal most = BigDecimal.ZERO;
    BigDecimal sum = BigDecimal.ZERO;
    for (Map<?, ?> test : tests) {
      if (test.containsKey("max_score")) {
        assertThat(test.get("visibility")).isEqualTo("after_due_date");
        most = most.add((BigDecimal) test.get("max_score"));
        sum = sum.add((BigDecimal) test.get("score"));
      }
    }
    assertThat(most).isEqualByComparingTo("100");
    assertThat(sum).isEqualByComparingTo("28.5");
  }

  @Test
  void the_same_grades_in_any_order_give_the_same_files() throws IOException {
    Map<String, String> before = contents();
    List<Grade> reversed = new ArrayList<>(GRADES);
    Collections.reverse(reversed);

    write(reversed);

    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void a_class_of_nobody_has_a_page_too() throws IOException {
    write(List.of());

    assertThat(read("index.html")).contains("<h1>0 submissions</h1>");
    assertThat(read("scores.csv")).isEqualTo("student,points,max,percent,remarks\r\n");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
          ada            | ada
          Ada_123-x.y    | Ada_123-x.y
          ../../etc      | _etc-13c1bb1e
          con.txt        | con_txt-5b09a3ff
          index          | index-80736701
          """)
  void files_of_students_have_harmless_names(String student, String file) {
    assertThat(FileName.of(student)).isEqualTo(file);
  }

  @Test
  void students_whose_names_differ_have_files_whose_names_differ() {
    assertThat(FileName.of("a/b")).isNotEqualTo(FileName.of("a b"));
    assertThat(FileName.of("x".repeat(300))).hasSizeLessThan(80).matches("[x]+-[0-9a-f]{8}");
  }

  @Test
  void a_terminal_shows_a_line_for_each_student() {
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    Terminal terminal = new Terminal(new PrintStream(shown, true, UTF_8), false, false, false, 100);

    Reports.print(GRADES.subList(0, 4), terminal);

    assertThat(shown.toString(UTF_8).replace(System.lineSeparator(), "\n")).isEqualTo("""
                         1      2      3  points  visible tests
        Cleo Müller     10      0      -      10       41 of 49  phase 2 does not compile; phase-2-persistence/src/main/resources/x: only src/main/j...
        ada             10     40     50     100     126 of 147
        bob              6   22.5      0    28.5     126 of 147
        dan              0      0      0       0     126 of 147

        4 submissions, median 19.2, mean 34.6 of 100 points
        """);
  }

  private String read(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  private List<Path> files(String ending) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  private Map<String, String> contents() throws IOException {
    Map<String, String> contents = new TreeMap<>();
    for (Path file : files("")) {
      if (Files.isRegularFile(file)) {
        contents.put(folder.relativize(file).toString(), Files.readString(file));
      }
    }
    return contents;
  }

  /** Pages are XML too, apart from their first lines; so a tag that is not closed is noticed. */
  private static Document parsed(String markup) {
    String xml = markup.startsWith("<!DOCTYPE html>")
        ? markup.substring("<!DOCTYPE html>".length()).strip().replaceAll("(<meta [^>]*)>", "$1/>")
        : markup;
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(xml.getBytes(UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new AssertionError(e.getMessage() + " in\n" + xml, e);
    }
  }
}
