package logkv.grading.handout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import logkv.course.Course;
import logkv.course.CourseException;
import logkv.course.Phase;
import logkv.course.carry.Skeletons;

/**
 * What students get: files by their names.
 *
 * <p>What is not named here is not in it, so a new folder of the course is not handed out by accident.
 *
 * @param through the number of the last phase in it
 * @param files contents by names from the root, with slashes
 */
public record Handout(int through, SortedMap<String, byte[]> files) {
  private static final List<String> AS_THEY_ARE = List.of(
      "course",
      "course.cmd",
      "mvnw",
      "mvnw.cmd",
      ".mvn/jvm.config",
      ".mvn/launcher.cmd",
      ".mvn/launcher.sh",
      ".mvn/maven.config",
      ".mvn/wrapper/maven-wrapper.properties",
      ".editorconfig",
      ".gitattributes",
      ".gitignore",
      "LICENSE");

  /** The modules that run the tests. Their own tests are ours, and take a student's time. */
  private static final List<String> MODULES = List.of("tests/crash-kit", "tests/course");

  private static final List<String> FILES_OF_A_MODULE =
      List.of("pom.xml", "README.md", "hints.md", "phase.properties");
  private static final String README = "tests/grading/handout/README.md";

  private static final Pattern MODULE = Pattern.compile("(?m)^ *<module>([^<]*)</module>\n");
  private static final Pattern PHASE_FOLDER = Pattern.compile("\\bphase-([0-9]{1,3})-[a-z0-9-]+");
  private static final List<String> PAGES =
      List.of("README.md", "plan.md", "glossary.md", "bibliography.md");

  private static final Pattern QUESTIONS = Pattern.compile("predict/([0-9]+)\\.txt");
  private static final Pattern MARKER =
      Pattern.compile("(?m)^[ \t]*<!-- *(?:cut:|run:|measured:|end\\b).*-->[ \t]*\\R");
  private static final Pattern LINK =
      Pattern.compile("(?<!!)\\[([^\\]\\[]*)\\]\\(([^)#:\\s]+)(?:#[^)\\s]*)?\\)");
  private static final Pattern LECTURE = Pattern.compile("([0-9]{2})-[a-z0-9-]+\\.md");

  /**
   * Collects it from {@code course}. Phases that somebody has begun are handed out as they were before.
   *
   * @param through the number of a phase
   * @throws CourseException if there is no such phase, or something that belongs into it is missing
   */
  public static Handout of(Course course, int through) throws IOException {
    course.phase(String.valueOf(through)); // says so if there is none
    return new Collecting(course, through).collect();
  }

  /** Names of files that must run. */
  static boolean isProgram(String name) {
    return name.equals("course") || name.equals("mvnw");
  }

  /** The text of {@code name}, which must be there. */
  String text(String name) {
    return new String(files.get(name), UTF_8);
  }

  private static final class Collecting {
    private final Course course;
    private final int through;
    private final SortedMap<String, byte[]> files = new TreeMap<>();

    Collecting(Course course, int through) {
      this.course = course;
      this.through = through;
    }

    Handout collect() throws IOException {
      for (String name : AS_THEY_ARE) {
        add(name);
      }
      Skeletons skeletons = new Skeletons(course);
      for (Phase phase : course.phases()) {
        if (phase.number() <= through) {
          addPhase(phase, skeletons.of(phase));
        }
      }
      for (String module : MODULES) {
        addFacts(module);
        addAll(module + "/src/main");
      }
      addAll("tests/settings");
      addLectures();
      put("pom.xml", pom());
      put("README.md", readme());
      unlink();
      return new Handout(through, files);
    }

    private void addPhase(Phase phase, SortedMap<String, String> skeleton) throws IOException {
      addFacts(phase.name());
      addAll(phase.name() + "/src/test");
      for (Map.Entry<String, String> source : skeleton.entrySet()) {
        if (source.getKey().endsWith(".java")) {
          put(phase.name() + "/src/main/java/" + source.getKey(), source.getValue());
        }
      }
    }

    private void addFacts(String module) throws IOException {
      for (String name : FILES_OF_A_MODULE) {
        if (Files.exists(course.root().resolve(module).resolve(name))) {
          add(module + "/" + name);
        }
      }
    }

    /**
     * Chapters have the numbers of the phases; of the other pages those go out that tell no more than
     * these, and of the pictures those that stand on such a page.
     */
    private void addLectures() throws IOException {
      List<String> names = names("lectures");
      for (String name : names) {
        Matcher chapter = LECTURE.matcher(name);
        Matcher questions = QUESTIONS.matcher(name);
        boolean handedOut = PAGES.contains(name)
            || chapter.matches() && Integer.parseInt(chapter.group(1)) <= through
            || questions.matches() && Integer.parseInt(questions.group(1)) <= through;
        if (handedOut && name.endsWith(".md")) {
          put("lectures/" + name, withoutMarkers(withoutLaterPhases(read("lectures/" + name))));
        } else if (handedOut) {
          add("lectures/" + name);
        }
      }
      for (String name : names) {
        if (name.startsWith("pictures/") && isShown(name)) {
          add("lectures/" + name);
        }
      }
    }

    private boolean isShown(String picture) {
      return files.entrySet().stream()
          .filter(file -> file.getKey().matches("lectures/[^/]*\\.md"))
          .anyMatch(page -> new String(page.getValue(), UTF_8).contains("](" + picture + ")"));
    }

    /** Nobody can cut anew what is cut from files that are not in it. */
    private static String withoutMarkers(String page) {
      return MARKER.matcher(page).replaceAll("");
    }

    /** A link to a page that is not in it becomes its words. */
    private void unlink() {
      for (String page : List.copyOf(files.keySet())) {
        if (page.endsWith(".md")) {
          String text = new String(files.get(page), UTF_8);
          put(page, LINK.matcher(text).replaceAll(link -> {
            Path target = Path.of(page).resolveSibling(link.group(2)).normalize();
            boolean isThere = files.keySet().stream().anyMatch(name -> isIn(name, target));
            return Matcher.quoteReplacement(isThere ? link.group() : link.group(1));
          }));
        }
      }
    }

    private static boolean isIn(String name, Path fileOrFolder) {
      return Path.of(name).startsWith(fileOrFolder);
    }

    private String pom() throws IOException {
      return MODULE.matcher(read("pom.xml")).replaceAll(module -> {
        String name = module.group(1);
        boolean stays = files.containsKey(name + "/pom.xml");
        return stays ? Matcher.quoteReplacement(module.group()) : "";
      });
    }

    /** Our own page tells of more than is in here, so this one is another; only a table is shared. */
    private String readme() throws IOException {
      String table = read("README.md")
          .lines()
          .dropWhile(line -> !line.startsWith("| phase "))
          .takeWhile(line -> line.startsWith("|"))
          .collect(joining("\n"));
      if (table.isEmpty()) {
        throw new CourseException("README.md has no table that begins with '| phase'");
      }
      return read(README).replace("{phases}", withoutLaterPhases(table).stripTrailing());
    }

    /** Leaves out the rows of tables that tell of phases which are not in it. */
    private String withoutLaterPhases(String page) {
      StringBuilder kept = new StringBuilder();
      for (String line : page.split("(?<=\n)")) {
        Matcher phase = PHASE_FOLDER.matcher(line);
        boolean tellsOfLater =
            line.startsWith("|") && phase.find() && Integer.parseInt(phase.group(1)) > through;
        kept.append(tellsOfLater ? "" : line);
      }
      return kept.toString();
    }

    private void addAll(String folder) throws IOException {
      for (String name : names(folder)) {
        add(folder + "/" + name);
      }
    }

    /** The files below {@code folder} that no desktop or editor has left there. */
    private List<String> names(String folder) throws IOException {
      List<String> names = new ArrayList<>();
      Path root = course.root().resolve(folder);
      if (Files.isDirectory(root)) {
        try (Stream<Path> inside = Files.walk(root)) {
          inside
              .filter(Files::isRegularFile)
              .map(file -> root.relativize(file).toString().replace('\\', '/'))
              .filter(name -> !("/" + name).contains("/.") && !name.endsWith("~"))
              .sorted()
              .forEach(names::add);
        }
      }
      return names;
    }

    private String read(String name) throws IOException {
      return Files.readString(existing(name));
    }

    private void add(String name) throws IOException {
      files.put(name, Files.readAllBytes(existing(name)));
    }

    private Path existing(String name) throws CourseException {
      Path file = course.root().resolve(name);
      if (!Files.isRegularFile(file)) {
        throw new CourseException(name + " belongs into every handout, and is not there");
      }
      return file;
    }

    private void put(String name, String text) {
      files.put(name, text.getBytes(UTF_8));
    }
  }
}
