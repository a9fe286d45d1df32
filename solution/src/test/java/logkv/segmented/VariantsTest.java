package logkv.segmented;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Do our tests notice anything? The stores of {@code src/test/variants} have one mistake each, and the
 * test class that each names must say so, in a process of its own: some of them bring it down.
 */
@Tag("variants")
@DisplayNameGeneration(ReplaceUnderscores.class)
class VariantsTest {
  private static final Path VARIANTS = Path.of("src/test/variants");
  private static final Path SOURCES = Path.of("src/main/java");

  @TempDir
  Path temporary;

  static Stream<Variant> variants() throws IOException {
    try (Stream<Path> files = Files.list(VARIANTS)) {
      return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList().stream()
          .map(VariantsTest::read);
    }
  }

  private static Variant read(Path file) {
    try {
      return Variant.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void is_noticed(Variant wrong) throws Exception {
    Path classes = compile(wrong.applyTo(SOURCES));

    String output = run(classes, "logkv.segmented." + wrong.caughtBy());

    assertThat(output)
        .as("%s (%s), tested by %s", wrong.name(), wrong.story(), wrong.caughtBy())
        .contains("FAILED")
        .contains(wrong.says());
    System.out.println("%s: noticed by %s".formatted(wrong.name(), wrong.caughtBy()));
  }

  private Path compile(Map<String, String> changed) throws IOException {
    Path classes = Files.createDirectories(temporary.resolve("classes"));
    List<String> arguments = new ArrayList<>(
        List.of("--release", "17", "-nowarn", "-cp", classPath(), "-d", classes.toString()));
    for (Map.Entry<String, String> file : changed.entrySet()) {
      Path source = temporary.resolve("sources").resolve(file.getKey());
      Files.createDirectories(source.getParent());
      Files.writeString(source, file.getValue());
      arguments.add(source.toString());
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    assertThat(compiler.run(null, null, null, arguments.toArray(String[]::new)))
        .as("it compiles")
        .isZero();
    return classes;
  }

  private String run(Path classes, String testClass) throws Exception {
    Path output = temporary.resolve("output");
    Process process = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classes + File.pathSeparator + classPath(),
            VariantRun.class.getName(),
            testClass)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
    try {
      if (!process.waitFor(10, TimeUnit.MINUTES)) {
        return "it hangs";
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    return Files.readString(output, UTF_8);
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }
}
