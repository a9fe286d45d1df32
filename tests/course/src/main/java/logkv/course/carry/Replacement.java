package logkv.course.carry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import logkv.course.Course;
import logkv.course.CourseException;
import logkv.course.Phase;
import logkv.course.carry.Tree.Moment;

/**
 * Replaces the sources of a phase, in an order in which nothing is lost when it is interrupted:
 *
 * <ol>
 *   <li>All of the student's sources are copied to {@code .course/saved/PHASE-N}. The folder gets
 *       that name only when it is complete, and is forced to the disk.
 *   <li>The new files are written beside the sources, in the phase's {@code target}.
 *   <li>A note is left in {@code .course} that a replacement has begun.
 *   <li>File by file, the new one is moved over the old one; then what is not part of the new sources
 *       is removed.
 *   <li>The note is taken away.
 * </ol>
 *
 * <p>Whoever interrupts it finds either her sources untouched or all of them saved, and is told so by
 * {@link #interrupted}. Links are never followed: a link that is replaced becomes a file, and what it
 * led to stays as it was.
 */
public final class Replacement {
  private final Course course;
  private final Phase phase;
  private final Path saved;
  private final Path note;
  private final Path incoming;
  private final Moment moment;

  public Replacement(Course course, Phase phase) {
    this(course, phase, change -> {});
  }

  Replacement(Course course, Phase phase, Moment moment) {
    this.course = course;
    this.phase = phase;
    this.saved = course.root().resolve(".course").resolve("saved");
    this.note = course.root().resolve(".course").resolve(phase.name() + ".replacing");
    this.incoming = phase.folder().resolve("target").resolve("course").resolve("incoming");
    this.moment = moment;
  }

  /** The sentence to show if a replacement in {@code phase} was interrupted. */
  public static Optional<String> interrupted(Course course, Phase phase) {
    List<String> lines = new Replacement(course, phase).lastNote();
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of("%s was interrupted half-way; run it again. Your files are complete in %s."
            .formatted(lines.get(0), lines.get(1)));
  }

  /** The command and the copy of a replacement that has not come to its end; empty if there is none. */
  private List<String> lastNote() {
    try {
      List<String> lines = Files.readAllLines(note);
      return lines.size() == 2 ? lines : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }

  /**
   * Makes {@code wanted} the sources of the phase.
   *
   * @param command as the student can type it again, should it be interrupted
   * @return where her sources are saved now; first, if an earlier replacement was interrupted, where
   *     they were saved then
   * @throws CourseException if it would have to write through a link, or if somebody has changed a
   *     file after it was saved
   */
  public List<Path> with(SortedMap<String, String> wanted, String command) throws IOException {
    List<Path> saves = new ArrayList<>();
    lastNote().stream().skip(1).map(course.root()::resolve).forEach(saves::add);
    Path copy = null;
    try {
      requireNoLinkedFolders(wanted);
      copy = save();
      saves.add(copy);
      moment.before("write the new files");
      Tree.delete(incoming);
      Tree.writeNew(incoming, wanted);
      moment.before("note");
      Files.writeString(note, command + "\n" + course.nameOf(saves.get(0)) + "\n");
      putInPlace(wanted, copy);
      removeOthers(wanted, copy);
      moment.before("take the note away");
      Files.delete(note);
      Tree.delete(incoming);
      return saves;
    } catch (CourseException e) {
      throw e;
    } catch (FileSystemException e) {
      throw new CourseException("Cannot write here: %s. %s".formatted(e, whatNow(copy)));
    }
  }

  private String whatNow(Path copy) {
    return copy == null
        ? "Nothing was changed."
        : "Your files are complete in %s; the same command does the rest."
            .formatted(course.nameOf(copy));
  }

  private Path save() throws IOException {
    Files.createDirectories(saved);
    Path copy = saved.resolve(phase.name() + "-" + (lastNumber() + 1));
    Tree.copy(phase.sources(), copy, moment);
    return copy;
  }

  private int lastNumber() throws IOException {
    Pattern name = Pattern.compile(Pattern.quote(phase.name()) + "-([0-9]{1,8})");
    try (Stream<Path> copies = Files.list(saved)) {
      return copies
          .map(copy -> name.matcher(copy.getFileName().toString()))
          .filter(Matcher::matches)
          .mapToInt(number -> Integer.parseInt(number.group(1)))
          .max()
          .orElse(0);
    }
  }

  private void putInPlace(SortedMap<String, String> wanted, Path copy) throws IOException {
    for (Map.Entry<String, String> text : wanted.entrySet()) {
      Path file = phase.sources().resolve(text.getKey());
      if (holds(file, text.getValue())) {
        continue;
      }
      requireUnchanged(file, copy);
      moment.before("replace " + text.getKey());
      Files.createDirectories(file.getParent());
      move(incoming.resolve(text.getKey()), file);
    }
  }

  private static boolean holds(Path file, String text) throws IOException {
    return Files.isRegularFile(file, NOFOLLOW_LINKS)
        && new String(Files.readAllBytes(file), UTF_8).equals(text);
  }

  /** An editor may save at any time, now too. */
  private void requireUnchanged(Path file, Path copy) throws IOException {
    Path savedFile = copy.resolve(phase.sources().relativize(file).toString());
    boolean same = Files.isRegularFile(file)
        ? Files.isRegularFile(savedFile) && Files.mismatch(file, savedFile) < 0
        : !Files.isRegularFile(savedFile);
    if (!same) {
      throw new CourseException(
          "%s was changed just now, by an editor perhaps. It was left alone. %s"
              .formatted(course.nameOf(file), whatNow(copy)));
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING); // target is on another disk
    }
  }

  private void removeOthers(SortedMap<String, String> wanted, Path copy) throws IOException {
    List<Path> folders = new ArrayList<>();
    try (Stream<Path> inside = Files.walk(phase.sources())) {
      for (Path file : inside.toList()) {
        String name = phase.sources().relativize(file).toString().replace('\\', '/');
        if (Files.isDirectory(file, NOFOLLOW_LINKS)) {
          folders.add(file);
        } else if (!wanted.containsKey(name)) {
          requireUnchanged(file, copy);
          moment.before("remove " + name);
          Files.delete(file);
        }
      }
    }
    Collections.reverse(folders); // the inner ones first
    for (Path folder : folders) {
      try {
        Files.delete(folder);
      } catch (DirectoryNotEmptyException e) {
        // It is still used.
      }
    }
  }

  /** What lies behind a linked folder may be somebody else's. */
  private void requireNoLinkedFolders(SortedMap<String, String> wanted) throws CourseException {
    for (String name : wanted.keySet()) {
      Path folder = phase.folder();
      for (Path part : phase.folder().relativize(phase.sources().resolve(name)).getParent()) {
        folder = folder.resolve(part);
        if (Files.isSymbolicLink(folder)) {
          throw new CourseException(
              "%s is a link, and nothing is written through links. Put a folder there instead."
                  .formatted(course.nameOf(folder)));
        }
      }
    }
  }
}
