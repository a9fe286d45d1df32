package logkv.crash.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Paths on the simulated disk beside those of the real one; Windows has others. */
class PathProperties {
  private final SimulatedDisk disk = SimulatedDisk.empty();

  @BeforeProperty
  void onlyWherePathsHaveSlashes() {
    assumeThat(File.separator).as("paths are compared with those of Linux").isEqualTo("/");
  }

  @Property(seed = "1")
  void a_path_has_the_parts_of_a_real_one(@ForAll("texts") String text) {
    same(text, Path::toString);
    same(text, Path::isAbsolute);
    same(text, Path::getRoot);
    same(text, Path::getParent);
    same(text, Path::getFileName);
    same(text, Path::getNameCount);
    same(text, Path::normalize);
    same(text, path -> path.getName(1));
    same(text, path -> path.subpath(0, 2));
    same(text, path -> path.resolve(""));
    same(text, path -> path.resolveSibling("x"));
    same(text, PathProperties::elements);
  }

  @Property(seed = "2")
  void two_paths_go_together_like_real_ones(
      @ForAll("texts") String first, @ForAll("texts") String second) {
    same(first, second, Path::resolve);
    same(first, second, Path::startsWith);
    same(first, second, Path::endsWith);
    same(first, second, Path::equals);
    same(first, second, (one, other) -> Integer.signum(one.compareTo(other)));
    same(first, second, Path::relativize);
  }

  @Property(seed = "3")
  void equal_paths_have_equal_hash_codes(@ForAll("texts") String text) {
    assertThat(disk.path(text)).isEqualTo(disk.path(text)).hasSameHashCodeAs(disk.path(text));
  }

  @Example
  void a_relative_path_starts_where_the_disk_does() {
    assertThat(disk.path("db/data.log").toAbsolutePath())
        .hasToString("/simulated-disk/db/data.log");
  }

  @Example
  void a_path_is_not_equal_to_a_real_one() {
    assertThat(disk.path("/simulated-disk/db")).isNotEqualTo(Path.of("/simulated-disk/db"));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("a", "b", ".", "..", "", "/", "/", "data.log")
        .list()
        .ofMaxSize(7)
        .map(parts -> String.join("", parts));
  }

  private void same(String text, Function<Path, Object> question) {
    same(text, "", (path, none) -> question.apply(path));
  }

  private void same(String first, String second, BiFunction<Path, Path, Object> question) {
    String expected = answer(() -> question.apply(Path.of(first), Path.of(second)));
    String actual = answer(() -> question.apply(disk.path(first), disk.path(second)));

    assertThat(actual).isEqualTo(expected);
  }

  private interface Question {
    Object ask();
  }

  private static String answer(Question question) {
    try {
      return String.valueOf(question.ask());
    } catch (RuntimeException e) {
      return e.getClass().getName();
    }
  }

  private static List<String> elements(Path path) {
    List<String> elements = new ArrayList<>();
    path.forEach(element -> elements.add(element.toString()));
    return elements;
  }
}
