package logkv.grading.notes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import logkv.course.Course;
import logkv.grading.TinyCourse;

/** A course with one chapter of which nothing is wrong, made anew for every test that breaks it. */
final class TinyNotes {
  static final String CHAPTER = "lectures/09-pots.md";

  static final String PICTURE = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">
        <title>A pot</title><desc>It is green.</desc>
        <style>@media (prefers-color-scheme: dark) { path { fill: white } }</style>
        <path d="M0 0h9v9z"/>
      </svg>
      """;

  static final String FIGURES = """
      {
        "what": "Cups that a pot fills.", "how": "./pour --all", "machine": "a kitchen",
        "date": "2026-11-21", "columns": ["pot", "cups"], "rows": [["small", 3], ["large", 1200]]
      }
      """;

  private static final String TEXT = """
      # Chapter 9: pots

      **Time:** one cup of tea.

      **What you will be able to do**

      * pour

      ![A green pot](pictures/pot.svg)

      ## Invariants

      1. What is poured is gone; see [below](#check-yourself) and [cups](01-cups.txt).

      ## Predict before reading

      1. One?
      2. Two?
      3. Three?

      <details><summary>Answers</summary>

      1. Yes

      </details>

      ## How it is done

      ```mermaid
      graph LR
      ```

      <!-- cut: solution/src/main/java/logkv/Pot.java pour -->
      ```java
      public String pour() {
        return "green";
      }
      ```
      <!-- end cut -->

      <!-- measured: cups -->
      | pot | cups |
      | --- | ---: |
      | small | 3 |
      | large | 1,200 |

      *Cups that a pot fills. Measured on 2026-11-21 (a kitchen) with* `./pour --all`

      <!-- end measured -->

      ## What the tests check, and what they do not

      Nothing.

      ## Check yourself

      1. One?
      2. Two?
      3. Three?

         <details><summary>Answer</summary>

         Yes.

         </details>

      ## What real systems do

      They pour. Sources: the kitchen.
      """;

  private final Path root;

  /** Writes it into {@code root}. */
  TinyNotes(Path root) throws IOException {
    this.root = root;
    TinyCourse.writtenTo(root);
    Files.delete(root.resolve("lectures/01-cup.md"));
    Files.delete(root.resolve("lectures/02-pot.md"));
    Files.delete(root.resolve("phase-1-cup/hints.md"));
    Files.delete(root.resolve("phase-2-pot/hints.md"));
    write(CHAPTER, TEXT);
    write("lectures/01-cups.txt", "not a page");
    write("lectures/pictures/pot.svg", PICTURE);
    write("lectures/measured/cups.json", FIGURES);
  }

  TinyNotes write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  /** Replaces {@code words}, which must be there, in the file {@code name}. */
  TinyNotes change(String name, String words, String others) throws IOException {
    String text = Files.readString(root.resolve(name));
    if (!text.contains(words)) {
      throw new IllegalArgumentException(name + " does not say " + words);
    }
    return write(name, text.replace(words, others));
  }

  String text(String name) throws IOException {
    return Files.readString(root.resolve(name));
  }

  Notes notes() throws IOException {
    return Notes.of(Course.at(root));
  }

  /** What is wrong, one sentence for each. */
  List<String> complaints() throws IOException {
    return notes().check().stream().map(Finding::toString).toList();
  }
}
