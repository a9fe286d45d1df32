package logkv.grading.notes;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import logkv.course.Course;
import logkv.course.Phase;
import logkv.grading.notes.Markers.Part;

/**
 * All pages of a course: the lectures, and whatever else ends with {@code .md}.
 *
 * <p>A phase that somebody has begun to change says nothing about the notes: what is cut from it, or
 * played with it, is left as it is.
 */
public final class Notes {
  /** What mends a part that is not what it should be. */
  public static final String MEND = "./course notes";

  private static final Set<String> NOT_OURS =
      Set.of("target", "node_modules", "dist", "cache", ".git", ".vitepress");
  /** Its links are those of the repository that it is written into. */
  private static final String HANDOUT = "tests/grading/handout/";

  private static final String RUNS = "lectures/runs/";
  private static final String MEASURED = "lectures/measured/";
  private static final int LONGEST_CUT = 25;

  private final Course course;
  private final SortedMap<String, String> pages;
  private final Map<String, JavaCut> sources = new HashMap<>();
  private final Map<String, Runs.Transcript> transcripts = new HashMap<>();
  private final Set<String> begun = new HashSet<>();

  private Notes(Course course, SortedMap<String, String> pages) throws IOException {
    this.course = course;
    this.pages = pages;
    for (Phase phase : course.phases()) {
      if (phase.isBegun()) {
        begun.add(phase.name());
      }
    }
  }

  /** Reads the pages of {@code course}. */
  public static Notes of(Course course) throws IOException {
    SortedMap<String, String> pages = new TreeMap<>();
    Path root = course.root();
    Files.walkFileTree(root, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        boolean ours =
            folder.equals(root) || !NOT_OURS.contains(folder.getFileName().toString());
        return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
          throws IOException {
        String name = course.nameOf(file);
        if (name.endsWith(".md") && !name.startsWith(HANDOUT)) {
          pages.put(name, Files.readString(file).replace("\r\n", "\n"));
        }
        return FileVisitResult.CONTINUE;
      }
    });
    return new Notes(course, pages);
  }

  /** Returns everything that is not as it must be, by files and lines. */
  public List<Finding> check() throws IOException {
    List<Finding> findings = new ArrayList<>(form());
    Set<String> played = new HashSet<>();
    try (Commands commands = new Commands(course)) {
      Runs runs = new Runs(commands);
      findings.addAll(Predicted.check(course, pages, runs, this::needWhatIsBegun));
      for (Map.Entry<String, String> page : pages.entrySet()) {
        Markers markers = Markers.in(page.getValue());
        markers
            .problems()
            .forEach(it -> findings.add(new Finding(page.getKey(), it.line(), it.what())));
        for (Part part : markers.all()) {
          played.add(part.argument());
          try {
            List<String> body = body(part, runs);
            if (body != null && !isSame(body, part.body())) {
              findings.add(
                  new Finding(page.getKey(), part.line(), "is stale: %s mends it".formatted(MEND)));
            }
          } catch (StaleException e) {
            findings.add(new Finding(page.getKey(), part.line(), e.getMessage()));
          }
        }
      }
    }
    findings.addAll(unused(RUNS, ".run", played));
    findings.addAll(unused(MEASURED, ".json", played));
    findings.sort(null);
    return findings;
  }

  /** Returns what is wrong with all that is typed, which can be told without any class. */
  private List<Finding> form() throws IOException {
    List<Finding> findings = new ArrayList<>();
    Links links = new Links(course.root());
    Names names = Names.in(course.root());
    for (Map.Entry<String, String> page : pages.entrySet()) {
      findings.addAll(links.check(page.getKey(), page.getValue()));
      findings.addAll(names.check(page.getKey(), page.getValue()));
      findings.addAll(ChapterForm.check(page.getKey(), page.getValue()));
    }
    if (pages.containsKey(Claims.PAGE)) {
      findings.addAll(Claims.check(course.root(), pages.get(Claims.PAGE)));
    }
    findings.addAll(Pictures.check(course.root(), List.copyOf(pages.values())));
    return findings;
  }

  /**
   * Cuts, plays and draws anew whatever stands between markers, and writes the pages that change.
   *
   * @return their names
   */
  public Set<String> write() throws IOException {
    Set<String> written = new TreeSet<>();
    try (Commands commands = new Commands(course)) {
      Runs runs = new Runs(commands);
      for (Map.Entry<String, String> page : pages.entrySet()) {
        Map<Part, List<String>> bodies = new HashMap<>();
        for (Part part : Markers.in(page.getValue()).all()) {
          try {
            List<String> body = body(part, runs);
            if (body != null && !isSame(body, part.body())) {
              bodies.put(part, body);
            }
          } catch (StaleException e) {
            continue; // check says it
          }
        }
        if (!bodies.isEmpty()) {
          String text = Markers.replaced(page.getValue(), bodies::get);
          Files.writeString(course.root().resolve(page.getKey()), text);
          page.setValue(text);
          written.add(page.getKey());
        }
      }
    }
    return written;
  }

  /** What should stand between the markers; null if nobody can tell, or what is there will do. */
  private List<String> body(Part part, Runs runs) throws IOException, StaleException {
    switch (part.kind()) {
      case "cut":
        return cut(part);
      case "run":
        return run(part, runs);
      default:
        return Measured.table(read(MEASURED + part.argument() + ".json"));
    }
  }

  private List<String> cut(Part part) throws IOException, StaleException {
    String[] words = part.argument().split("\\s+", 2);
    String file = words[0];
    String member = words.length > 1 ? words[1] : "";
    if (begun.contains(file.replaceFirst("/.*", ""))) {
      return null;
    }
    JavaCut source = sources.get(file);
    if (source == null) {
      source = JavaCut.of(read(file));
      sources.put(file, source);
    }
    try {
      if (member.matches("drawing( [0-9]+)?")) {
        String number = member.replaceFirst("drawing ?", "");
        return listing(
            part, "text", source.drawing(number.isEmpty() ? 1 : Integer.parseInt(number)));
      }
      String text = member.isEmpty() ? source.whole() : source.member(member);
      if (!member.isEmpty() && text.lines().count() > LONGEST_CUT) {
        throw new StaleException("%s has %d lines; nobody reads more than %d in a page"
            .formatted(member, text.lines().count(), LONGEST_CUT));
      }
      return listing(part, "java", text);
    } catch (StaleException e) {
      throw new StaleException(file + ": " + e.getMessage());
    }
  }

  private List<String> run(Part part, Runs runs) throws IOException, StaleException {
    String name = RUNS + part.argument() + ".run";
    String text = read(name);
    if (needWhatIsBegun(Runs.lines(text).stream().map(line -> line.substring(1)).toList())) {
      return null;
    }
    Runs.Transcript transcript = transcripts.get(name);
    if (transcript == null) {
      try {
        transcript = runs.play(text);
      } catch (StaleException e) {
        throw new StaleException(name + ": " + e.getMessage());
      }
      transcripts.put(name, transcript);
    }
    return transcript.isAlso(part.text()) ? null : listing(part, "text", transcript.text());
  }

  /** Whether commands try a store that is made from a phase which somebody has begun. */
  private boolean needWhatIsBegun(List<String> lines) throws IOException {
    for (String line : lines) {
      List<String> words = Commands.words(line);
      String command = words.isEmpty() ? "" : words.get(0);
      if (command.equals("store") && words.size() > 1) {
        Path answer = course.answerTo(course.phase(words.get(1)));
        if (begun.contains(answer.getFileName().toString())) {
          return true;
        }
      } else if (command.equals("test") && words.size() > 1 && !begun.isEmpty()) {
        try (WrongStores wrong = new WrongStores(course)) {
          if (wrong.isBegun(words.get(1))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private String read(String name) throws IOException, StaleException {
    Path file = course.root().resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new StaleException("there is no " + name);
    }
    return Files.readString(file).replace("\r\n", "\n");
  }

  private static List<String> listing(Part part, String language, String text) {
    return Markers.listing(part.language().isEmpty() ? language : part.language(), text);
  }

  private static boolean isSame(List<String> body, List<String> now) {
    return String.join("\n", body).strip().equals(String.join("\n", now).strip());
  }

  private List<Finding> unused(String folder, String end, Set<String> used) throws IOException {
    List<Finding> findings = new ArrayList<>();
    Path files = course.root().resolve(folder);
    if (Files.isDirectory(files)) {
      try (var inside = Files.list(files)) {
        for (Path file : inside.sorted().toList()) {
          String name = file.getFileName().toString();
          if (name.endsWith(end)
              && !used.contains(name.substring(0, name.length() - end.length()))) {
            findings.add(new Finding(folder + name, 1, "stands on no page; show it, or delete it"));
          }
        }
      }
    }
    return findings;
  }
}
