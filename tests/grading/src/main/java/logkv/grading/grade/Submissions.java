package logkv.grading.grade;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import logkv.course.CourseException;
import logkv.course.submission.Printable;
import logkv.course.submission.Whitelist;

/**
 * Finds the submissions of a class.
 *
 * <pre>
 *   submissions/anna/phase-1-inmemory/...      a folder of submissions, each a folder ...
 *   submissions/ben.zip                        ... or a zip
 *   submissions.zip                            or all of that in one zip, as a learning platform
 *                                              gives it out
 *   anna/phase-1-inmemory/...                  or one submission
 * </pre>
 */
public final class Submissions {
  private static final Pattern PHASE = Pattern.compile("phase-[0-9]+-[a-z0-9-]+");
  private static final Pattern PHASE_IN_ZIP =
      Pattern.compile("(?:[^/]+/){0,4}?phase-[0-9]+-[a-z0-9-]+/.*", Pattern.DOTALL);
  private static final long MOST_BYTES_OF_A_ZIP = 256L << 20;
  private static final long MOST_BYTES = 8L << 30; // of all that is taken out of one zip
  private static final int MOST_ENTRIES = 500_000;

  private Submissions() {}

  /**
   * One of the class.
   *
   * @param student how reports call it; no two are the same
   * @param key the same as a name of files
   * @param place a folder or a zip
   * @param remarks sentences about the name
   */
  public record Found(String student, String key, Path place, List<String> remarks) {}

  /**
   * Finds what there is in {@code paths}, sorted by name.
   *
   * @param unpacked a folder for what has to be taken out of a zip of submissions
   * @throws CourseException if there is nothing; the sentence says what was expected
   */
  public static List<Found> in(List<Path> paths, Path unpacked) throws IOException {
    List<Path> places = new ArrayList<>();
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new CourseException("There is no folder and no zip " + path);
      }
      places.addAll(inPath(path.toAbsolutePath().normalize(), unpacked));
    }
    if (places.isEmpty()) {
      throw new CourseException(("There is no submission in %s: a submission is a zip, or a folder"
              + " in which there are phases.")
          .formatted(paths.get(0)));
    }
    places.sort(Comparator.comparing((Path place) -> nameOf(place)).thenComparing(Path::toString));
    return named(places);
  }

  /**
   * Takes {@code path} for the one submission of {@code student}, whatever is in it.
   *
   * @throws CourseException if there is nothing of that name
   */
  public static Found one(Path path, String student) throws CourseException {
    if (!Files.exists(path)) {
      throw new CourseException("There is no folder and no zip " + path);
    }
    String name = Printable.of(student);
    return new Found(name, key(name), path.toAbsolutePath().normalize(), List.of());
  }

  /** The part of this {@code number}, from 1, of {@code of} parts: every n-th, so that they are alike. */
  public static List<Found> part(List<Found> all, int number, int of) {
    List<Found> part = new ArrayList<>();
    for (int i = number - 1; i < all.size(); i += of) {
      part.add(all.get(i));
    }
    return part;
  }

  private static List<Path> inPath(Path path, Path unpacked) throws IOException {
    if (Files.isRegularFile(path)) {
      return isZipOfSubmissions(path) ? unpack(path, unpacked) : List.of(path);
    }
    return isSubmission(path) || GitRepository.in(path).isPresent() ? List.of(path) : inside(path);
  }

  /** Every folder and zip in {@code folder}; an empty folder is somebody's empty submission. */
  private static List<Path> inside(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(place -> !place.getFileName().toString().startsWith("."))
          .filter(place -> !place.getFileName().toString().equals("__MACOSX"))
          .filter(place -> Files.isDirectory(place, NOFOLLOW_LINKS) || isZip(place))
          .toList();
    }
  }

  private static boolean isZip(Path file) {
    return Files.isRegularFile(file, NOFOLLOW_LINKS)
        && file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".zip");
  }

  /** Whether it is one, and not a folder of several: there are phases at its top. */
  static boolean isSubmission(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.anyMatch(place ->
          PHASE.matcher(nameOf(place)).matches() && Files.isDirectory(place, NOFOLLOW_LINKS));
    }
  }

  private static boolean isZipOfSubmissions(Path file) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      List<String> tops = new ArrayList<>();
      boolean zips = false;
      boolean phases = false;
      for (ZipEntry entry : Collections.list(zip.entries())) {
        String name = entry.getName().replace('\\', '/');
        zips |= name.toLowerCase(Locale.ROOT).endsWith(".zip");
        phases |= PHASE_IN_ZIP.matcher(name).matches();
        if (PHASE_IN_ZIP.matcher(name).matches()) {
          String top = name.replaceFirst("phase-[0-9]+-.*", "");
          if (!tops.contains(top) && tops.size() < 2) {
            tops.add(top);
          }
        }
      }
      return zips && !phases || tops.size() > 1;
    } catch (IOException | IllegalArgumentException e) {
      return false; // broken: whoever reads it as a submission says so
    }
  }

  /** Takes out zips, and sources of phases below a student's folder; nothing else matters. */
  private static List<Path> unpack(Path file, Path unpacked) throws IOException {
    Map<String, Path> folders = new TreeMap<>();
    List<Path> places = new ArrayList<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      int entries = 0;
      long left = MOST_BYTES;
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (++entries > MOST_ENTRIES) {
          throw new CourseException(
              "There are more than %,d files in %s; unpack it and name the folder"
                  .formatted(MOST_ENTRIES, file));
        }
        String name = entry.getName().replace('\\', '/');
        if (entry.isDirectory() || ("/" + name + "/").contains("/../") || name.startsWith("/")) {
          continue;
        }
        if (name.toLowerCase(Locale.ROOT).endsWith(".zip")) {
          Path copy = unpacked.resolve("zip-" + places.size()).resolve(safe(lastPart(name)));
          left -= write(zip, entry, copy, Math.min(left, MOST_BYTES_OF_A_ZIP));
          places.add(copy);
        } else if (name.contains("/src/main/")) {
          String student = name.substring(0, Math.max(0, name.indexOf('/')));
          Path folder = folders.computeIfAbsent(
              student, key -> unpacked.resolve("folder-" + folders.size()).resolve(safe(key)));
          long most = Math.min(left, Whitelist.MOST_BYTES_OF_A_FILE + 1);
          left -= takeSource(zip, entry, folder, name.substring(student.length() + 1), most);
        }
      }
    } catch (ZipException e) {
      throw new CourseException(file + " is not a zip that can be read: " + e.getMessage());
    }
    places.addAll(folders.values());
    return places;
  }

  private static long takeSource(
      ZipFile zip, ZipEntry entry, Path folder, String name, long mostBytes) throws IOException {
    Path target = folder;
    for (String part : name.split("/")) {
      target = target.resolve(safe(part));
    }
    return Files.exists(target) ? 0 : write(zip, entry, target, mostBytes);
  }

  /** Writes the beginning of an entry, which may say anything about its length. */
  private static long write(ZipFile zip, ZipEntry entry, Path target, long mostBytes)
      throws IOException {
    Files.createDirectories(target.getParent());
    long written = 0;
    try (InputStream in = zip.getInputStream(entry);
        OutputStream out = Files.newOutputStream(target)) {
      byte[] buffer = new byte[64 * 1024];
      int read = in.read(buffer);
      while (read > 0 && written < mostBytes) {
        int now = (int) Math.min(read, mostBytes - written);
        out.write(buffer, 0, now);
        written += now;
        read = in.read(buffer);
      }
    }
    return written;
  }

  private static String lastPart(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private static String nameOf(Path place) {
    return String.valueOf(place.getFileName());
  }

  /** As one part of a path, whatever it was. */
  private static String safe(String name) {
    String safe = name.replaceAll("[\\x00-\\x1f\\x7f/\\\\:*?\"<>|]", "_");
    safe = safe.length() > 100 ? safe.substring(0, 50) + safe.substring(safe.length() - 50) : safe;
    return safe.isEmpty() || safe.equals(".") || safe.equals("..") ? "_" : safe;
  }

  /** Two of one name are told apart, and nobody is dropped. */
  private static List<Found> named(List<Path> places) {
    Map<String, Integer> counts = new HashMap<>();
    Map<String, Integer> keys = new HashMap<>();
    List<Found> found = new ArrayList<>();
    for (Path place : places) {
      String name = Printable.of(student(place));
      int count = counts.merge(sameness(name), 1, Integer::sum);
      String student = count == 1 ? name : "%s (%d)".formatted(name, count);
      List<String> remarks = count == 1
          ? List.of()
          : List.of(
              "This student handed in twice; each was graded, and the instructor decides which counts.");
      String key = key(student);
      int sameKey = keys.merge(key, 1, Integer::sum);
      found.add(new Found(student, sameKey == 1 ? key : key + "_" + sameKey, place, remarks));
    }
    return found;
  }

  private static String student(Path place) {
    String name = nameOf(place);
    boolean hasEnd = isZip(place) || name.endsWith(".git") && name.length() > ".git".length();
    return hasEnd ? name.substring(0, name.length() - ".zip".length()) : name;
  }

  private static String sameness(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
  }

  /** Letters, digits and a few signs, for the names of files on any system. */
  private static String key(String student) {
    String plain = Normalizer.normalize(student, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
    String key = plain.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "_");
    key = key.replaceFirst("^[._-]+", "").replaceFirst("[._]+$", "");
    key = key.length() > 60 ? key.substring(0, 60) : key;
    return key.isEmpty() ? "student" : key;
  }
}
