package logkv.segmented;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs every program in {@code src/examples/java} with its assertions on. A reader leaves compiling to
 * the command java, which takes longer for each of them than to run it.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ExamplesTest {
  private static final Path EXAMPLES = Path.of("src/examples/java");

  @ParameterizedTest
  @MethodSource("examples")
  void an_example_does_what_it_says(Path example, @TempDir Path temporary) throws Exception {
    String classPath = System.getProperty("java.class.path");
    Path classes = temporary.resolve("classes");
    int compiled = ToolProvider.getSystemJavaCompiler()
        .run(null, null, null, "-cp", classPath, "-d", classes.toString(), example.toString());
    assertThat(compiled).as("%s compiles, without the others", example).isZero();

    Process process = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-ea",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Djava.io.tmpdir=" + temporary,
            "-cp",
            classes + File.pathSeparator + classPath,
            example.getFileName().toString().replace(".java", ""))
        .redirectErrorStream(true)
        .start();
    String output = new String(process.getInputStream().readAllBytes());

    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).isNotBlank();
  }

  @Test
  void the_readme_names_every_example() throws IOException {
    String readme = Files.readString(Path.of("README.md"));

    assertThat(examples())
        .hasSizeGreaterThanOrEqualTo(7)
        .allSatisfy(example -> assertThat(readme).contains(example.getFileName().toString()));
  }

  static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      return files.sorted().toList();
    }
  }
}
