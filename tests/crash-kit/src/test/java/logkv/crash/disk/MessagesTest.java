package logkv.crash.disk;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What a student reads who asks the simulated disk for something that it cannot do. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class MessagesTest {
  private final SimulatedDisk disk = SimulatedDisk.empty();
  private final Path db = disk.directory();
  private final Path log = db.resolve("data.log");

  @Test
  void a_path_cannot_become_a_file_of_java_io() {
    assertThat(messageOf(log::toFile))
        .isEqualTo(
            "toFile() does not work for /simulated-disk/db/data.log: this path is on the simulated"
                + " disk, which java.io (File, RandomAccessFile, FileInputStream, FileOutputStream,"
                + " FileReader, FileWriter) cannot see. Keep the Path and use java.nio.file instead:"
                + " FileChannel.open(path, ...), Files.newInputStream(path),"
                + " Files.newOutputStream(path), Files.delete(path), Files.list(directory).");
  }

  @Test
  void a_path_that_escapes_as_a_string_names_the_simulated_disk_in_the_error_of_the_real_one() {
    assertThat(messageOf(() -> new RandomAccessFile(log.toString(), "rw")))
        .startsWith("/simulated-disk/db/data.log (");
  }

  @Test
  void a_file_cannot_be_mapped() throws IOException {
    try (FileChannel channel = FileChannel.open(log, CREATE, WRITE)) {
      assertThat(messageOf(() -> channel.map(MapMode.READ_WRITE, 0, 10)))
          .isEqualTo(
              "map() does not work for /simulated-disk/db/data.log: this file is on the simulated"
                  + " disk, and nobody can watch what a program stores into mapped memory, so no"
                  + " test could lose it in a power cut. Use read(buffer, position) and"
                  + " write(buffer, position) instead.");
    }
  }

  @Test
  void a_real_path_cannot_be_resolved_against_a_simulated_one() {
    assertThat(catchThrowable(() -> db.resolve(Path.of("data.log"))))
        .isInstanceOf(ProviderMismatchException.class)
        .hasMessage(
            "'data.log' is not on the simulated disk that it is used with: the two cannot be"
                + " combined, and what a store writes elsewhere no test can see. Derive every path"
                + " from the directory that the test gave to the store:"
                + " directory.resolve(\"data.log\"), not Path.of(...).");
  }

  @Test
  void two_simulated_disks_cannot_be_mixed_either() {
    Path elsewhere = SimulatedDisk.empty().directory();

    assertThat(messageOf(() -> db.resolve(elsewhere))).startsWith("'/simulated-disk/db' is not on");
    assertThat(messageOf(() -> db.relativize(elsewhere))).startsWith("'/simulated-disk/db' is not");
    assertThat(messageOf(() -> Files.move(db, elsewhere)))
        .startsWith("'/simulated-disk/db' is not");
    assertThat(messageOf(() -> Files.copy(db, elsewhere)))
        .startsWith("'/simulated-disk/db' is not");
  }

  @Test
  void a_channel_cannot_be_asynchronous() {
    assertThat(messageOf(() -> AsynchronousFileChannel.open(log, CREATE, WRITE)))
        .isEqualTo(
            "AsynchronousFileChannel.open does not work for /simulated-disk/db/data.log: on the"
                + " simulated disk operations happen in a fixed order, so that every run of a test"
                + " is the same. Use FileChannel.open(path, ...) instead.");
  }

  @Test
  void there_are_no_links() {
    String sentence =
        "/simulated-disk/db/data.log cannot be a link, symbolic or hard: the simulated disk has"
            + " none, so that every file has one name to lose. Copy the file, or rename it with"
            + " Files.move.";

    assertThat(messageOf(() -> Files.createSymbolicLink(log, db))).isEqualTo(sentence);
    assertThat(messageOf(() -> Files.createLink(log, db))).isEqualTo(sentence);
    assertThat(messageOf(() -> Files.readSymbolicLink(log))).isEqualTo(sentence);
  }

  @Test
  void files_are_not_deleted_when_they_are_closed() {
    assertThat(messageOf(() -> FileChannel.open(log, CREATE, WRITE, DELETE_ON_CLOSE)))
        .isEqualTo(
            "DELETE_ON_CLOSE does not work for /simulated-disk/db/data.log: after a crash nobody"
                + " closes the file, so a store must not rely on it. Delete the file with"
                + " Files.deleteIfExists(path), also when the store opens.");
  }

  @Test
  void files_have_no_times_and_no_permissions() throws IOException {
    Files.createFile(log);
    String reason =
        " does not work for /simulated-disk/db/data.log: a file on the simulated disk has a size"
            + " and a kind, but no times, owner or permissions. A store must not need them: clocks"
            + " go wrong, and copies lose them.";

    assertThat(messageOf(() -> Files.setLastModifiedTime(log, FileTime.fromMillis(1))))
        .isEqualTo("setting a file time" + reason);
    assertThat(messageOf(() -> Files.readAttributes(log, PosixFileAttributes.class)))
        .isEqualTo("PosixFileAttributes" + reason);
    assertThat(messageOf(() -> Files.readAttributes(log, "size,owner")))
        .isEqualTo("the attribute owner" + reason);
    assertThat(messageOf(() -> Files.setAttribute(log, "hidden", true)))
        .isEqualTo("setting hidden" + reason);
    assertThat(messageOf(() -> Files.createFile(log, anyPermissions())))
        .isEqualTo("creating with posix:permissions" + reason);
  }

  private static FileAttribute<?> anyPermissions() {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void a_directory_cannot_be_watched() {
    assertThat(messageOf(() -> db.getFileSystem().newWatchService()))
        .isEqualTo(
            "a directory on the simulated disk cannot be watched: events come late or never. Let"
                + " the store remember what it did.");
  }

  @Test
  void a_path_has_no_uri() {
    assertThat(messageOf(log::toUri))
        .isEqualTo(
            "the simulated disk cannot be found by a URI (/simulated-disk/db/data.log): there can"
                + " be many of them at a time. Derive every path from the directory that the test"
                + " gave to the store: directory.resolve(\"data.log\").");
  }

  @Test
  void the_disk_cannot_be_closed() {
    assertThat(messageOf(() -> db.getFileSystem().close()))
        .isEqualTo(
            "the simulated disk cannot be closed: it is memory, and goes when nobody holds it."
                + " Close the channels instead.");
  }

  @Test
  void a_write_at_a_wild_offset_asks_whether_the_offset_is_right() throws IOException {
    try (FileChannel channel = FileChannel.open(log, CREATE, WRITE)) {
      assertThat(messageOf(() -> channel.write(ByteBuffer.allocate(10), 1L << 40)))
          .isEqualTo(
              "/simulated-disk/db/data.log: File too large: this write would make it 1099511627786"
                  + " bytes long, and a file on the simulated disk holds 67108864 at the most. Is"
                  + " the offset right?");
      assertThat(messageOf(() -> channel.write(ByteBuffer.allocate(2), Volume.LARGEST_FILE - 1)))
          .contains("would make it 67108865 bytes long");
      assertThat(channel.size()).isZero();
      assertThat(channel.write(ByteBuffer.allocate(1), Volume.LARGEST_FILE - 1)).isEqualTo(1);
    }
  }

  private static String messageOf(ThrowingCallable call) {
    Throwable thrown = catchThrowable(call);
    assertThat(thrown).as("what the disk throws").isNotNull();
    return thrown.getMessage();
  }
}
