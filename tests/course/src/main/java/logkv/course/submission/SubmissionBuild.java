package logkv.course.submission;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import logkv.course.Phase;
import logkv.course.build.CompileError;
import logkv.course.build.Compiler;

/** Lays what was taken for a phase over its skeleton, and compiles that. */
public final class SubmissionBuild {
  private static final int LONGEST_MESSAGE = 500;

  private final Whitelist whitelist;
  private final Path sources;
  private final Path classes;

  /**
   * @param folder to which only this one writes; {@code sources} and {@code classes} appear in it
   */
  public SubmissionBuild(Whitelist whitelist, Path folder) {
    this.whitelist = whitelist;
    this.sources = folder.resolve("sources");
    this.classes = folder.resolve("classes");
  }

  /**
   * What came of it.
   *
   * @param errors in the words of the compiler, with the place, one line each; empty if and only if
   *     {@code classes} may be run
   */
  public record Built(List<String> errors, Path classes) {}

  /** The sources that are compiled: where somebody has handed in nothing, the skeleton's stay. */
  public static SortedMap<String, String> laidOver(
      SortedMap<String, String> skeleton, SortedMap<String, String> taken) {
    SortedMap<String, String> all = new TreeMap<>(skeleton);
    all.putAll(taken);
    return all;
  }

  /**
   * Compiles {@code texts}, into nothing but what belongs to {@code phase}.
   *
   * @param texts by names that the whitelist has taken
   */
  public Built compile(Phase phase, SortedMap<String, String> texts) throws IOException {
    for (Map.Entry<String, String> text : texts.entrySet()) {
      Path file = sources.resolve(text.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, text.getValue());
    }
    List<String> errors = new ArrayList<>();
    // The class path is a folder without classes: an empty one would mean the current folder.
    for (CompileError error :
        new Compiler().compile(sources, List.of(sources), classes).errors()) {
      errors.add(words(phase, error));
    }
    if (errors.isEmpty()) {
      errors.addAll(whitelist.strangers(phase, classes));
    }
    return new Built(errors, classes);
  }

  /** Removes {@code folder} with all that compilations have left in it. */
  public static void remove(Path folder) throws IOException {
    List<Path> inside;
    try (Stream<Path> all = Files.walk(folder)) {
      inside = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : inside) {
      Files.delete(file);
    }
  }

  private String words(Phase phase, CompileError error) {
    String file = error.file().startsWith(sources)
        ? sources.relativize(error.file()).toString().replace('\\', '/')
        : "" + error.file().getFileName();
    String message =
        String.join(", ", error.message().lines().map(String::strip).toList());
    return "%s/src/main/java/%s:%d: %s"
        .formatted(phase.name(), file, error.line(), Printable.of(message, LONGEST_MESSAGE));
  }
}
