package logkv.grading.notes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import logkv.course.Course;
import logkv.course.CourseException;

/**
 * The commands of a run. File names are looked for in its folder.
 *
 * <pre>
 *   kv ...                          the command line of the complete store; ./kv is the same
 *   hexdump FILE [FROM [TO]]        as hexdump -C prints bytes
 *   ls FOLDER                       names and sizes
 *   truncate FILE BYTES             leaves so many bytes; -3 takes away three, more adds zeros
 *   flip FILE OFFSET [MASK]         changes bits of one byte, 0x01 of it
 *   cp FILE FILE, rm FILE
 *   store N FOLDER put KEY VALUE    the store of phase N, solved; also delete, get, compact,
 *                                     deadBytes: whatever takes texts
 *   test EXHIBIT CLASS[#METHOD]     what a test of the course says of a wrong store of the museum
 * </pre>
 */
final class Commands implements AutoCloseable {
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");
  private static final int HEX_COLUMNS = 16;

  private final Stores stores;
  private final WrongStores wrongStores;

  /** The classes of {@code course} as Maven compiled them. */
  Commands(Course course) {
    stores = new Stores(course);
    wrongStores = new WrongStores(course);
  }

  /** Splits a line at spaces; what is in quotation marks stays together. */
  static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(line);
    while (word.find()) {
      words.add(
          word.group(1) != null
              ? word.group(1)
              : word.group(2) != null ? word.group(2) : word.group(3));
    }
    return words;
  }

  /**
   * Runs one command in {@code folder} and returns all that it prints.
   *
   * @throws StaleException if it cannot be run; a command that fails prints why
   */
  String run(List<String> words, Path folder) throws IOException, StaleException {
    List<String> arguments = words.subList(1, words.size());
    try {
      switch (words.get(0)) {
        case "kv", "./kv":
          return stores.kv(arguments, folder);
        case "store":
          return stores.operation(arguments, folder);
        case "test":
          return wrongStores.story(arguments.get(0), arguments.get(1));
        case "hexdump":
          return hexdump(folder, arguments);
        case "ls":
          return list(folder.resolve(arguments.get(0)));
        case "truncate":
          return truncate(folder.resolve(arguments.get(0)), Long.decode(arguments.get(1)));
        case "flip":
          return flip(folder, arguments);
        case "cp":
          Files.copy(folder.resolve(arguments.get(0)), folder.resolve(arguments.get(1)));
          return "";
        case "rm":
          Files.delete(folder.resolve(arguments.get(0)));
          return "";
        default:
          throw new StaleException("no run knows a command " + words.get(0));
      }
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw new StaleException("cannot be understood: " + String.join(" ", words));
    } catch (CourseException e) {
      throw new StaleException(e.getMessage());
    }
  }

  private static String hexdump(Path folder, List<String> words) throws IOException {
    List<String> arguments = words.stream().filter(word -> !word.equals("-C")).toList();
    byte[] bytes = Files.readAllBytes(folder.resolve(arguments.get(0)));
    int from = arguments.size() > 1 ? Integer.decode(arguments.get(1)) : 0;
    int to = arguments.size() > 2 ? Integer.decode(arguments.get(2)) : bytes.length;
    StringBuilder dump = new StringBuilder();
    for (int at = from; at < Math.min(to, bytes.length); at += HEX_COLUMNS) {
      StringBuilder hex = new StringBuilder();
      StringBuilder text = new StringBuilder();
      for (int i = at; i < Math.min(at + HEX_COLUMNS, Math.min(to, bytes.length)); i++) {
        hex.append(i == at + HEX_COLUMNS / 2 ? " " : "").append("%02x ".formatted(bytes[i]));
        text.append(bytes[i] >= ' ' && bytes[i] < 0x7f ? (char) bytes[i] : '.');
      }
      dump.append("%08x  %-49s |%s|%n".formatted(at, hex, text));
    }
    return dump.toString().replace(System.lineSeparator(), "\n");
  }

  private static String list(Path folder) throws IOException {
    StringBuilder names = new StringBuilder();
    try (Stream<Path> inside = Files.list(folder)) {
      for (Path file : inside.sorted().toList()) {
        names.append(
            String.format(Locale.ROOT, "%,9d  %s\n", Files.size(file), file.getFileName()));
      }
    }
    return names.toString();
  }

  private static String truncate(Path file, long bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      long size = bytes < 0 ? channel.size() + bytes : bytes;
      channel.truncate(size);
      if (channel.size() < size) {
        channel.write(ByteBuffer.allocate(1), size - 1); // a gap reads as zeros
      }
    }
    return "";
  }

  private static String flip(Path folder, List<String> arguments) throws IOException {
    long offset = Long.decode(arguments.get(1));
    int mask = arguments.size() > 2 ? Integer.decode(arguments.get(2)) : 1;
    try (FileChannel channel = FileChannel.open(
        folder.resolve(arguments.get(0)), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      channel.read(one, offset);
      one.put(0, (byte) (one.get(0) ^ mask)).rewind();
      channel.write(one, offset);
    }
    return "";
  }

  @Override
  public void close() throws IOException {
    stores.close();
    wrongStores.close();
  }
}
