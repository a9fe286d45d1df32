package toy;

import static logkv.crash.Step.delete;
import static logkv.crash.Step.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import logkv.crash.CrashFailure;
import logkv.crash.CrashTest;
import logkv.crash.Disk;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The example of the README: its code is this code, and its report is the real one. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class NoteBookTest {

  @Test
  void notes_survive_a_killed_process() {
    CrashTest.of(NoteBookAdapter::careless)
        .on(Disk.PROCESS_KILL)
        .check(put("a", "1"), put("b", "2"), delete("a"));
  }

  @Test
  void notes_survive_a_power_cut() {
    CrashTest.of(NoteBookAdapter::careful)
        .on(Disk.STRICT)
        .check(put("a", "1"), put("b", "2"), delete("a"));
  }

  @Test
  void the_report_in_the_readme_is_a_real_one() throws IOException {
    CrashTest test = CrashTest.of(NoteBookAdapter::careless).on(Disk.STRICT);

    CrashFailure failure = catchThrowableOfType(
        CrashFailure.class, () -> test.check(put("a", "1"), put("b", "2"), delete("a")));

    assertThat(readme()).contains("```text\n" + failure.getMessage() + "\n```");
  }

  @Test
  void the_code_in_the_readme_is_this_code() throws IOException {
    String sources = "";
    for (String name : new String[] {"NoteBook", "NoteBookAdapter", "NoteBookTest"}) {
      sources += squeezed(Files.readString(Path.of("src/test/java/toy", name + ".java")));
    }
    String[] parts = readme().split("```java\n");

    assertThat(parts).hasSizeGreaterThan(3);
    for (String part : Arrays.copyOfRange(parts, 1, parts.length)) {
      assertThat(sources).contains(squeezed(part.substring(0, part.indexOf("```"))));
    }
  }

  private static String readme() throws IOException {
    return Files.readString(Path.of("README.md")).replace("\r\n", "\n");
  }

  /** Returns the text without its indentation and its line ends. */
  private static String squeezed(String text) {
    return Stream.of(text.split("\\R")).map(String::strip).collect(Collectors.joining(" "));
  }
}
