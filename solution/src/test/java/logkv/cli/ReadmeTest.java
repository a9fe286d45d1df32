package logkv.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import logkv.cli.Shell.Answer;
import logkv.cli.text.Words;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README.md shows of {@code kv} is what {@code kv} does, in the order of the page. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReadmeTest {
  private static final Pattern COMMAND = Pattern.compile(
      "    \\$ \\./kv (?<arguments>.*)\n(?<answer>(?:    (?!\\$).*\n|\n(?=    (?!\\$)))*)");
  private static final Pattern PROMPT =
      Pattern.compile("    kv> (?<command>.*)\n(?<answer>(?:    (?!kv>).*\n)*)");

  @TempDir
  Path directory;

  @Test
  void every_command_that_is_shown_answers_as_it_is_shown() throws IOException {
    Shell shell = new Shell(directory.resolve("kv-data")).withTerminalForOutput();
    int shown = 0;
    for (Matcher command = COMMAND.matcher(readme()); command.find(); ) {
      String arguments = command.group("arguments");
      if (arguments.equals("repl")) {
        typeIntoTheShell(shell, command.group("answer"));
      } else if (!arguments.contains("&") && !arguments.contains("|")) {
        Answer answer = shell.kv(here(arguments));
        assertThat(answer.out() + answer.err())
            .as("./kv " + arguments)
            .isEqualTo(text(command.group("answer")).replaceFirst("Building kv .*\n", ""));
        shown++;
      }
    }
    assertThat(shown).isGreaterThan(10);
    assertThat(directory.resolve("elements.txt"))
        .hasSameBinaryContentAs(Path.of("src/examples/elements.txt"));
  }

  /** The answers are those of a person's shell, so the same commands as a script show the values. */
  private void typeIntoTheShell(Shell shell, String session) {
    List<String> commands = new ArrayList<>();
    StringBuilder answers = new StringBuilder();
    for (Matcher line = PROMPT.matcher(session); line.find(); ) {
      commands.add(line.group("command"));
      answers.append(text(line.group("answer")));
    }
    assertThat(shell.input(String.join("\n", commands)).kv("repl"))
        .isEqualTo(new Answer(0, answers.toString(), ""));
  }

  /** The arguments, with the files that they name where this test may read and write them. */
  private String[] here(String arguments) {
    return Words.of(arguments).arguments().stream()
        .map(word -> word.equals("elements.txt") ? directory.resolve(word).toString() : word)
        .map(word -> word.replaceFirst("^solution/", ""))
        .map(word -> word.equals("words") ? directory.resolve(word).toString() : word)
        .toArray(String[]::new);
  }

  private String readme() throws IOException {
    String page = Files.readString(Path.of("README.md"));
    return page.replaceAll("(?m)^    (\\$ head|\\$ kill|\\$ cmp).*\n(    [^$].*\n)*", "")
        .replaceAll("### Pull the plug(?s:.*?)## The commands", "")
        .replace("store        kv-data", "store        " + directory.resolve("kv-data"));
  }

  private static String text(String indented) {
    return indented.replaceAll("(?m)^    ", "");
  }
}
