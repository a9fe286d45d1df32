package logkv.crash.disk;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The simulated disk against the real one: the same random calls on both, and every result and
 * every exception must be the same. More calls: {@code -Ddifferential.calls=300000}.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
@DisabledOnOs(
    value = OS.WINDOWS,
    disabledReason = "the simulated disk is like a Linux disk, and Windows differs from that")
class DifferentialTest {
  private static final int CALLS = Integer.getInteger("differential.calls", 30_000);
  private static final int CALLS_PER_DISK = 80;

  @TempDir
  Path real;

  @Test
  void every_call_has_the_same_outcome_on_the_simulated_and_on_the_real_disk() throws IOException {
    int compared = 0;
    for (long seed = 0; compared < CALLS; seed++) {
      Path directory = Files.createDirectory(real.resolve("run-" + seed));
      compareOneRun(seed, directory);
      compared += CALLS_PER_DISK;
      deleteAll(directory);
    }
    System.out.println(compared + " calls compared with the real disk, no difference");

    assertThat(compared).isGreaterThanOrEqualTo(CALLS);
  }

  private static void compareOneRun(long seed, Path directory) throws IOException {
    SimulatedDisk disk = SimulatedDisk.empty();
    try (Program onReal = new Program(directory);
        Program onSimulated = new Program(disk.directory())) {
      Random random = new Random(seed);
      List<String> story = new ArrayList<>();
      for (int i = 0; i < CALLS_PER_DISK; i++) {
        Call call = Call.random(random);
        String expected = onReal.outcome(call);
        String actual = onSimulated.outcome(call);
        story.add(call + " -> " + expected);
        if (!expected.equals(actual)) {
          fail("seed %d: the simulated disk says%n  %s%nafter%n  %s", seed, actual, lines(story));
        }
      }
    }
  }

  private static String lines(List<String> story) {
    return String.join("\n  ", story);
  }

  private static void deleteAll(Path directory) throws IOException {
    try (Stream<Path> below = Files.walk(directory)) {
      for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** One call, with everything that chance decided about it. */
  private record Call(
      int kind,
      int channel,
      String name,
      String other,
      Set<OpenOption> options,
      List<CopyOption> copyOptions,
      int length,
      long offset) {

    private static final List<String> NAMES =
        List.of("a", "b", "c", "sub", "sub/x", "sub/y", "a/x", "./b", "sub/../c", "none/../a", ".");
    private static final List<OpenOption> OPTIONS =
        List.of(READ, WRITE, APPEND, CREATE, CREATE_NEW, TRUNCATE_EXISTING);
    private static final List<List<CopyOption>> COPY_OPTIONS = List.of(
        List.of(),
        List.of(StandardCopyOption.ATOMIC_MOVE),
        List.of(StandardCopyOption.REPLACE_EXISTING));

    static Call random(Random random) {
      return new Call(
          random.nextInt(Program.KINDS),
          random.nextInt(3),
          name(random),
          name(random),
          options(random),
          COPY_OPTIONS.get(random.nextInt(COPY_OPTIONS.size())),
          random.nextInt(40),
          random.nextInt(60));
    }

    private static String name(Random random) {
      return NAMES.get(random.nextInt(random.nextBoolean() ? 3 : NAMES.size()));
    }

    private static Set<OpenOption> options(Random random) {
      if (random.nextBoolean()) { // or hardly anything would ever be opened
        return Set.of(CREATE, WRITE, random.nextBoolean() ? READ : APPEND);
      }
      Set<OpenOption> options = new HashSet<>();
      for (OpenOption option : OPTIONS) {
        if (random.nextInt(3) == 0) {
          options.add(option);
        }
      }
      return options;
    }

    /** Bytes that tell where they came from. */
    ByteBuffer bytes() {
      byte[] bytes = new byte[length];
      Arrays.fill(bytes, (byte) (offset + kind));
      return ByteBuffer.wrap(bytes);
    }
  }

  /** What makes the calls; it keeps three channels open, and they outlive renames and deletes. */
  private static final class Program implements AutoCloseable {
    static final int KINDS = 24;

    private final Path directory;
    private final FileChannel[] channels = new FileChannel[3];

    Program(Path directory) {
      this.directory = directory;
    }

    String outcome(Call call) {
      try {
        return String.valueOf(perform(call));
      } catch (FileSystemException e) {
        // Newer JDKs mostly say of a path that goes on behind a file that it does not exist.
        boolean behindFile = "Not a directory".equals(e.getReason());
        return (behindFile ? NoSuchFileException.class : e.getClass()).getName();
      } catch (IOException | RuntimeException e) {
        return e.getClass().getName();
      }
    }

    private Object perform(Call call) throws IOException {
      if (call.kind() < 3) {
        return open(call);
      }
      if (call.kind() < 13) {
        FileChannel channel = channels[call.channel()];
        return channel == null ? "no channel" : onChannel(call, channel);
      }
      return onFiles(call, directory.resolve(call.name()), directory.resolve(call.other()));
    }

    private Object open(Call call) throws IOException {
      if (channels[call.channel()] != null) {
        channels[call.channel()].close();
      }
      Path file = directory.resolve(call.name());
      channels[call.channel()] = FileChannel.open(file, call.options());
      return "opened";
    }

    private Object onChannel(Call call, FileChannel channel) throws IOException {
      ByteBuffer into = ByteBuffer.allocate(call.length());
      return switch (call.kind()) {
        case 3 -> channel.write(call.bytes()) + " now at " + channel.position();
        case 4 -> channel.write(call.bytes(), call.offset()) + " now at " + channel.position();
        case 5 -> channel.read(into) + text(into) + " now at " + channel.position();
        case 6 -> channel.read(into, call.offset()) + text(into);
        case 7 -> channel.truncate(call.offset()).size() + " now at " + channel.position();
        case 8 -> channel.position(call.offset()).position();
        case 9 -> force(channel);
        case 10 -> channel.write(new ByteBuffer[] {call.bytes(), call.bytes()}) + "gathered";
        case 11 -> {
          ByteBuffer more = ByteBuffer.allocate(5);
          yield channel.read(new ByteBuffer[] {into, more}) + text(into) + text(more);
        }
        default -> isDirectory(channel) ? "directory" : channel.size();
      };
    }

    private static String text(ByteBuffer buffer) {
      return Arrays.toString(buffer.array());
    }

    private static Object force(FileChannel channel) throws IOException {
      channel.force(true);
      return "forced";
    }

    /** How large a directory is, every file system knows for itself. */
    private static boolean isDirectory(FileChannel channel) {
      try {
        channel.read(ByteBuffer.allocate(1), 0);
        return false;
      } catch (IOException e) {
        return true;
      } catch (RuntimeException e) {
        return false; // not readable, so it was opened for writing, so it is a file
      }
    }

    private Object onFiles(Call call, Path file, Path other) throws IOException {
      CopyOption[] copyOptions = call.copyOptions().toArray(CopyOption[]::new);
      return switch (call.kind()) {
        case 13, 14 -> relative(Files.move(file, other, copyOptions));
        case 15 -> relative(Files.copy(file, other, copyOptions));
        case 16 -> delete(file);
        case 17 -> everything();
        case 18 -> Files.exists(file) + " " + Files.isDirectory(other) + " " + sizeOfFile(file);
        case 19 -> Arrays.toString(Files.readAllBytes(file));
        case 20 ->
          relative(Files.createDirectories(call.offset() < 10 ? file : directory.resolve("sub")));
        case 21 -> relative(Files.writeString(file, "hello", APPEND));
        case 22 -> list(file);
        default -> Files.isSameFile(file, other) + " " + Files.isExecutable(file);
      };
    }

    private Path relative(Path path) {
      return directory.relativize(path);
    }

    private static Object delete(Path file) throws IOException {
      Files.delete(file);
      return "deleted";
    }

    private static Object sizeOfFile(Path file) throws IOException {
      long size = Files.size(file);
      return Files.isDirectory(file) ? "directory" : size;
    }

    private Object everything() throws IOException {
      try (Stream<Path> all = Files.walk(directory)) {
        return all.map(path -> relative(path).toString()).sorted().toList();
      }
    }

    private static Object list(Path folder) throws IOException {
      Set<String> names = new TreeSet<>();
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "[a-b]*")) {
        entries.forEach(path -> names.add(path.getFileName().toString()));
      }
      return names;
    }

    @Override
    public void close() throws IOException {
      for (FileChannel channel : channels) {
        if (channel != null) {
          channel.close();
        }
      }
    }
  }
}
