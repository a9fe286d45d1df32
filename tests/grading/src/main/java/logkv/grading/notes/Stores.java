package logkv.grading.notes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import logkv.course.Course;
import logkv.course.CourseException;

/**
 * The stores of the course in this process, each in a class loader of its own: the answers to the
 * phases, and the command line {@code kv}.
 */
final class Stores implements AutoCloseable {
  private static final String DEFAULT_FOLDER = "kv-data";

  private final Course course;
  private final Map<Path, URLClassLoader> loaders = new HashMap<>();

  Stores(Course course) {
    this.course = course;
  }

  /**
   * Runs {@code kv}, and returns what it says on both of its streams. A process has one current
   * directory, and this one's is elsewhere: so names of files are made whole before, and short again
   * in what it says.
   */
  String kv(List<String> arguments, Path folder) throws IOException, StaleException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintWriter complaints = new PrintWriter(said, true, UTF_8);
    List<String> whole = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      boolean named = i > 0 && arguments.get(i - 1).matches("-d|--dir|--html");
      whole.add(whole(arguments.get(i), named, folder));
    }
    Map<String, String> variables =
        Map.of("KV_DIR", folder.resolve(DEFAULT_FOLDER).toString());
    Path solution = course.root().resolve("solution");
    try {
      loader(solution)
          .loadClass("logkv.cli.Main")
          .getMethod("run", OutputStream.class, PrintWriter.class, Map.class, String[].class)
          .invoke(null, said, complaints, variables, whole.toArray(String[]::new));
    } catch (ReflectiveOperationException e) {
      throw cannot("kv", e);
    }
    complaints.flush();
    return said.toString(UTF_8)
        .replace(System.lineSeparator(), "\n")
        .replace(folder + "/", "")
        .replace(folder + "\\", "")
        .replace(course.root() + "/", "");
  }

  /** Also a file of the course may be named, from its root. */
  private String whole(String argument, boolean named, Path folder) {
    if (argument.startsWith("-")) {
      return argument;
    }
    if (named || Files.exists(folder.resolve(argument))) {
      return folder.resolve(argument).toString();
    }
    Path file = course.root().resolve(argument);
    return argument.contains("/") && Files.exists(file) ? file.toString() : argument;
  }

  /** Opens the store of a phase, does one thing, closes it; returns what there is to say. */
  String operation(List<String> words, Path folder) throws IOException, StaleException {
    Path answer = course.answerTo(course.phase(words.get(0)));
    List<String> arguments = words.subList(3, words.size());
    try {
      Class<?> type = loader(answer).loadClass("logkv.LogStore");
      Object store = type.getMethod("open", Path.class).invoke(null, folder.resolve(words.get(1)));
      try {
        Class<?>[] texts = new Class<?>[arguments.size()];
        Arrays.fill(texts, String.class);
        Object result = type.getMethod(words.get(2), texts).invoke(store, arguments.toArray());
        if (result instanceof Optional<?> value) {
          return value.map(it -> it + "\n").orElse("");
        }
        return result instanceof Number ? result + "\n" : "";
      } finally {
        type.getMethod("close").invoke(store);
      }
    } catch (InvocationTargetException e) {
      return e.getCause().getMessage().replace(folder + "/", "") + "\n";
    } catch (ReflectiveOperationException e) {
      throw cannot(String.join(" ", words), e);
    }
  }

  private URLClassLoader loader(Path module) throws IOException {
    URLClassLoader known = loaders.get(module);
    if (known == null) {
      Path classes = module.resolve("target/classes");
      if (!Files.isDirectory(classes)) {
        throw new CourseException("%s is not compiled; ./mvnw -pl %s compile"
            .formatted(course.nameOf(module), course.nameOf(module)));
      }
      URL[] urls = {classes.toUri().toURL()};
      known = new URLClassLoader(urls, Stores.class.getClassLoader());
      loaders.put(module, known);
    }
    return known;
  }

  private static StaleException cannot(String what, ReflectiveOperationException e) {
    return new StaleException(
        what + " cannot be run: " + (e.getCause() == null ? e : e.getCause()));
  }

  @Override
  public void close() throws IOException {
    for (URLClassLoader loader : loaders.values()) {
      loader.close();
    }
  }
}
