package logkv.grading.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever can be wrong with a page is found, and nothing else. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BrokenNotesTest {
  private static final String CHAPTER = TinyNotes.CHAPTER;
  private static final String POT = "solution/src/main/java/logkv/Pot.java";

  @TempDir
  Path root;

  private TinyNotes notes;

  @BeforeEach
  void notes_of_which_nothing_is_wrong() throws IOException {
    notes = new TinyNotes(root);
    assertThat(notes.complaints()).isEmpty();
  }

  @Test
  void code_that_has_changed_makes_its_page_stale_until_it_is_cut_anew() throws IOException {
    notes.change(POT, "\"green\"", "\"black\"");

    assertThat(notes.complaints())
        .containsExactly(CHAPTER + ":33: is stale: ./course notes mends it");
    assertThat(notes.notes().write()).containsExactly(CHAPTER);
    assertThat(notes.complaints()).isEmpty();
    assertThat(notes.text(CHAPTER)).contains("  return \"black\";\n}\n```\n<!-- end cut -->");
  }

  @Test
  void a_page_that_somebody_has_edited_between_the_markers_is_stale() throws IOException {
    notes.change(CHAPTER, "return \"green\"", "return \"a better green\"");

    assertThat(notes.complaints()).hasSize(1).first().asString().contains(":33: is stale");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "Pot.java pour -->, Pot.java brew -->, has no member brew",
        "Pot.java pour -->, Kettle.java pour -->, there is no solution/src/main/java/logkv/Kettle.java",
        "Pot.java pour -->, Pot.java drawing 2 -->, has 0 drawings in its Javadoc",
        "<!-- end cut -->, , |this marker has no end, <!-- end cut -->|",
        "<!-- measured: cups -->, , this marker ends nothing",
        "<!-- measured: cups -->, <!-- measured: mugs -->, there is no lectures/measured/mugs.json",
        "large, huge, :41: is stale",
        "](#check-yourself), ](#check-others), leads to no heading #check-others of " + CHAPTER,
        "](01-cups.txt), ](02-cups.txt), leads nowhere: there is no lectures/02-cups.txt",
        "](01-cups.txt), ](01-cups.txt#L3), |names a line, and lines move|",
        "](01-cups.txt), ](../../../cups), leads out of the course",
        "pictures/pot.svg, pictures/cup.svg, there is no lectures/pictures/cup.svg",
        "A green pot, , the picture pictures/pot.svg says nothing in words",
        "```mermaid, ```text, a chapter has at least two pictures",
        "# Chapter 9:, # Chapter 8:, |begins with its title, as in # Chapter 9|",
        "**Time:**, Time:, how long it takes",
        "**What you will be able to do**, Goals, What you will be able to do",
        "## Invariants, ## Rules, has no section ## Invariants",
        "## Predict before reading, ## Guess, has no section ## Predict before coding",
        "## What the tests check, ## What tests check, has no section ## What the tests check",
        "## What real systems do, ## Others, has no section ## What real systems do",
        "3. Three?, , asks at least three questions",
        "<details><summary>Answers, <details><b>Answers, folds its answers",
        "Nothing., `PanTest` fails., there is no test class PanTest",
        "Nothing., |So `black_tea_comes_out_of_it`.|, there is no test black_tea_comes_out_of_it",
        "Nothing., |See `solution/src/Pan.java`.|, there is no solution/src/Pan.java",
        "Sources:, From:, names its sources",
      })
  void what_is_wrong_is_said_with_file_and_line(String words, String others, String complaint)
      throws IOException {
    notes.change(CHAPTER, words, others == null ? "" : others);

    assertThat(notes.complaints()).anySatisfy(it -> {
      assertThat(it).startsWith(CHAPTER + ":").contains(complaint);
    });
  }

  @Test
  void a_link_whose_words_go_on_in_the_next_line_is_followed() throws IOException {
    notes.change(CHAPTER, "Nothing.", "A [pot\nof tea](pot.md).");

    assertThat(notes.complaints()).singleElement().asString().contains(":54: the link pot.md");
  }

  @Test
  void sections_in_another_order_are_noticed() throws IOException {
    notes
        .change(CHAPTER, "## Check yourself", "## Later")
        .change(CHAPTER, "## Invariants", "## Check yourself")
        .change(CHAPTER, "## Later", "## Invariants");

    assertThat(notes.complaints())
        .anySatisfy(it -> assertThat(it).contains("stands before ## Invariants"));
  }

  @Test
  void what_a_link_in_a_listing_or_in_code_leads_to_is_nobodys_business() throws IOException {
    notes.change(
        CHAPTER,
        "Nothing.",
        "`PotTest` `green_tea_comes_out` `[a](b)`\n\n```text\n[c](d)\n# <!-- cut: e f -->\n```\n");

    assertThat(notes.complaints()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "<title>A pot</title>, has no <title>",
    "<desc>It is green.</desc>, has no <desc>",
    "prefers-color-scheme: dark, has no colours for dark pages",
    "viewBox=\"0 0 9 9\", has no viewBox",
    "</svg>, is no XML",
  })
  void a_picture_is_for_everybody(String words, String complaint) throws IOException {
    notes.change("lectures/pictures/pot.svg", words, "");

    assertThat(notes.complaints())
        .singleElement()
        .asString()
        .startsWith("lectures/pictures/pot.svg:1: " + complaint);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<image href=\"http://example.com/a.png\"/>",
        "<script>alert(1)</script>",
        "<rect style=\"fill: url(http://example.com/a)\"/>",
      })
  void a_picture_asks_for_nothing_outside_of_itself(String element) throws IOException {
    notes.change("lectures/pictures/pot.svg", "</svg>", element + "</svg>");

    assertThat(notes.complaints()).singleElement().asString().contains("outside of itself");
  }

  @Test
  void what_stands_on_no_page_is_noticed() throws IOException {
    notes
        .write("lectures/pictures/cup.svg", TinyNotes.PICTURE)
        .write("lectures/measured/mugs.json", TinyNotes.FIGURES)
        .write("lectures/runs/brew.run", "$ ls .");

    assertThat(notes.complaints())
        .containsExactly(
            "lectures/measured/mugs.json:1: stands on no page; show it, or delete it",
            "lectures/pictures/cup.svg:1: stands on no page; show it, or delete it",
            "lectures/runs/brew.run:1: stands on no page; show it, or delete it");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "|\"machine\": \"a kitchen\",|, , does not say machine",
        "|[\"small\", 3]|, |[\"small\"]|, row 1 has 1 cells for 2 columns",
        "|}|, , is no JSON",
      })
  void figures_say_what_was_measured_where_and_how(String words, String others, String complaint)
      throws IOException {
    notes.change("lectures/measured/cups.json", words, others == null ? "" : others);

    assertThat(notes.complaints()).singleElement().asString().contains(CHAPTER, complaint);
  }

  @Test
  void a_phase_that_somebody_has_begun_makes_no_page_stale() throws IOException {
    notes
        .change(CHAPTER, POT, "phase-2-pot/src/main/java/logkv/Cup.java")
        .change(CHAPTER, "Cup.java pour", "Cup.java size");
    notes.notes().write();
    assertThat(notes.complaints()).isEmpty();

    notes.change("phase-2-pot/src/main/java/logkv/Cup.java", "return 3", "return 5");

    assertThat(notes.complaints()).isEmpty();
    assertThat(notes.notes().write()).isEmpty();
  }

  @Test
  void a_claim_names_a_test_that_there_is_and_quotes_what_is_said() throws IOException {
    String test = "phase-2-pot/src/test/java/logkv/PotTest.java";
    String claims = """
        # Claims

        ## README.md

        | words | held by |
        |---|---|
        | "tea is green" | [PotTest](../%s) `green_tea_comes_out` |
        """.formatted(test);
    notes.write("README.md", "All\ntea is\ngreen.").write("lectures/claims.md", claims);
    assertThat(notes.complaints()).isEmpty();

    notes.change("README.md", "green", "black");
    assertThat(notes.complaints())
        .containsExactly("lectures/claims.md:7: README.md no longer says \"tea is green\"");

    notes.change("README.md", "black", "green").change(test, "@Test", "");
    assertThat(notes.complaints())
        .containsExactly("lectures/claims.md:7: PotTest.java has no test green_tea_comes_out");

    notes.change("lectures/claims.md", " `green_tea_comes_out`", "");
    assertThat(notes.complaints())
        .containsExactly("lectures/claims.md:7: names no test; a promise needs one");
  }

  @Test
  void what_is_to_be_predicted_has_an_answer_and_the_answer_is_true() throws IOException {
    notes.write("lectures/02-pot.md", "# Phase 2: pots\n");
    assertThat(notes.complaints())
        .contains("lectures/02-pot.md:1: has no questions to predict, lectures/predict/2.txt");

    notes.write("lectures/predict/2.txt", "? Files?\n= 0\n! None.\n% ls .\n% =\n");
    assertThat(notes.complaints()).noneMatch(it -> it.contains("predict"));

    notes.write("lectures/predict/2.txt", "\n? Files?\n= 1\n! One.\n% ls .\n% =tea\n");
    assertThat(notes.complaints())
        .contains("lectures/predict/2.txt:2: is not true: expected \"tea\", and there is \"\"");

    notes.write("lectures/predict/2.txt", "? Files?\n! None.\n");
    assertThat(notes.complaints())
        .anyMatch(it -> it.startsWith("lectures/predict/2.txt:1: ") && it.contains(":2: expected"));
  }
}
