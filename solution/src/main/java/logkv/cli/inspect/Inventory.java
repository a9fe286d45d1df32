package logkv.cli.inspect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import logkv.segmented.format.SegmentName;

/**
 * What lies in a directory: the files of its log, oldest first, and all others.
 *
 * <pre>
 *   0000000001.seg, ...    the complete store; segments that another one replaces are leftovers
 *   data.log               the store of the course
 * </pre>
 *
 * @param parts the log, with the leftovers where they belonged
 * @param others every other file
 */
record Inventory(List<Part> parts, List<Path> others) {
  static final String COURSE_LOG = "data.log";

  static Inventory of(Path directory) throws IOException {
    List<Path> files;
    try (Stream<Path> entries = Files.list(directory)) {
      files = entries.filter(Files::isRegularFile).sorted().toList();
    }
    List<Path> segments = files.stream()
        .filter(f -> name(f).isPresent())
        .sorted(Comparator.comparing(f -> name(f).get(), SegmentName.ORDER))
        .toList();
    List<Part> parts = segments.isEmpty() ? courseLog(files) : parts(segments);
    List<Path> known = parts.stream().map(Part::path).toList();
    return new Inventory(parts, files.stream().filter(f -> !known.contains(f)).toList());
  }

  private static List<Part> courseLog(List<Path> files) throws IOException {
    for (Path file : files) {
      if (file.getFileName().toString().equals(COURSE_LOG)) {
        return List.of(Part.of(file, false, true, false));
      }
    }
    return List.of();
  }

  private static List<Part> parts(List<Path> segments) throws IOException {
    List<SegmentName> names = segments.stream().map(f -> name(f).get()).toList();
    List<Part> parts = new ArrayList<>();
    int last = lastOfLog(names);
    for (int i = 0; i < names.size(); i++) {
      boolean mayBeTorn = i == last && names.get(i).generation() == 0;
      parts.add(Part.of(segments.get(i), true, mayBeTorn, isReplaced(names.get(i), names)));
    }
    return parts;
  }

  private static int lastOfLog(List<SegmentName> names) {
    int last = names.size() - 1;
    while (isReplaced(names.get(last), names)) {
      last--; // nothing replaces what has the highest generation
    }
    return last;
  }

  private static boolean isReplaced(SegmentName name, List<SegmentName> names) {
    return names.stream().anyMatch(other -> other.replaces(name));
  }

  private static Optional<SegmentName> name(Path file) {
    return SegmentName.parse(file.getFileName().toString());
  }
}
