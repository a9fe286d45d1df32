package logkv.crash.disk;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.DSYNC;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import logkv.crash.disk.Operation.Acknowledged;
import logkv.crash.disk.Operation.Begin;
import logkv.crash.disk.Operation.Create;
import logkv.crash.disk.Operation.Delete;
import logkv.crash.disk.Operation.Failed;
import logkv.crash.disk.Operation.Force;
import logkv.crash.disk.Operation.ForceDirectory;
import logkv.crash.disk.Operation.ForceFailed;
import logkv.crash.disk.Operation.MakeDirectory;
import logkv.crash.disk.Operation.Rename;
import logkv.crash.disk.Operation.Truncate;
import logkv.crash.disk.Operation.Write;
import logkv.example.NoteBook;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What each call of a program leaves in the journal. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class JournalTest {
  private static final int DB = 2; // the number of /simulated-disk/db on an empty disk

  private final SimulatedDisk disk = SimulatedDisk.empty();
  private final Path log = disk.directory().resolve("data.log");
  private final Path aside = disk.directory().resolve("data.log.compact");

  @Test
  void an_empty_disk_has_done_nothing() {
    assertThat(disk.journal()).isEmpty();
    assertThat(disk.journalSize()).isZero();
  }

  @Test
  void creating_writing_and_forcing_a_file_are_three_operations() throws IOException {
    try (FileChannel channel = FileChannel.open(log, CREATE, WRITE)) {
      channel.write(bytes("tea"), 4);
      channel.force(false);
    }

    assertThat(operations()).hasSize(3);
    assertThat(operation(0)).isEqualTo(new Create(DB, "data.log", 3));
    assertWrite(operation(1), 3, 4, "tea");
    assertThat(operation(2)).isEqualTo(new Force(3));
  }

  @Test
  void forcing_a_directory_is_an_operation_of_its_own() throws IOException {
    try (FileChannel channel = FileChannel.open(disk.directory(), READ)) {
      channel.force(true);
    }

    assertThat(operations()).containsExactly(new ForceDirectory(DB));
  }

  @Test
  void an_atomic_move_is_one_rename() throws IOException {
    twoFiles();

    Files.move(aside, log, ATOMIC_MOVE);

    assertThat(operations()).containsExactly(new Rename(DB, "data.log.compact", DB, "data.log", 4));
  }

  @Test
  void a_replacing_move_is_a_delete_and_then_a_rename_as_in_the_jdk() throws IOException {
    twoFiles();

    Files.move(aside, log, REPLACE_EXISTING);

    assertThat(operations())
        .containsExactly(
            new Delete(DB, "data.log", 3), new Rename(DB, "data.log.compact", DB, "data.log", 4));
  }

  @Test
  void directories_and_moves_between_them_name_both() throws IOException {
    Path old = disk.directory().resolve("old");
    Files.createDirectory(old);
    Files.createFile(log);
    Files.move(log, old.resolve("1.log"));
    Files.delete(old.resolve("1.log"));

    assertThat(operations())
        .containsExactly(
            new MakeDirectory(DB, "old", 3),
            new Create(DB, "data.log", 4),
            new Rename(DB, "data.log", 3, "1.log", 4),
            new Delete(3, "1.log", 4));
  }

  @Test
  void a_name_that_comes_back_names_a_file_with_another_number() throws IOException {
    Files.createFile(log);
    Files.delete(log);
    Files.createFile(log);

    assertThat(operation(2)).isEqualTo(new Create(DB, "data.log", 4));
  }

  @Test
  void a_file_without_a_name_can_still_be_written() throws IOException {
    try (FileChannel channel = FileChannel.open(log, CREATE, WRITE)) {
      Files.delete(log);
      channel.write(bytes("x"));
    }

    assertWrite(operation(2), 3, 0, "x");
  }

  @Test
  void opening_a_file_to_truncate_it_is_a_truncation() throws IOException {
    Files.writeString(log, "tea");
    Files.writeString(log, "");

    assertThat(operation(2)).isEqualTo(new Truncate(3, 0));
    assertThat(operations()).hasSize(3);
  }

  @Test
  void what_changes_nothing_is_no_operation() throws IOException {
    try (FileChannel channel = FileChannel.open(log, CREATE, WRITE, READ)) {
      channel.write(ByteBuffer.allocate(0));
      channel.truncate(7);
      channel.truncate(0);
      channel.position(9);
      channel.read(ByteBuffer.allocate(1));
      Files.move(log, log, ATOMIC_MOVE);
    }

    assertThat(operations()).containsExactly(new Create(DB, "data.log", 3));
  }

  @Test
  void a_gathering_write_is_one_write() throws IOException {
    try (FileChannel channel = FileChannel.open(log, CREATE, WRITE)) {
      channel.write(new ByteBuffer[] {bytes("green "), bytes("tea")});
    }

    assertWrite(operation(1), 3, 0, "green tea");
  }

  @Test
  void a_positional_write_to_a_file_opened_with_append_goes_to_its_end() throws IOException {
    Files.writeString(log, "tea");
    try (FileChannel channel = FileChannel.open(log, APPEND)) {
      channel.write(bytes("!"), 0);
    }

    assertWrite(operation(2), 3, 3, "!");
  }

  @Test
  void with_dsync_every_write_is_forced() throws IOException {
    try (FileChannel channel = FileChannel.open(log, CREATE, WRITE, DSYNC)) {
      channel.write(bytes("a"));
      channel.write(bytes("b"));
    }

    assertThat(operation(2)).isEqualTo(new Force(3));
    assertThat(operation(4)).isEqualTo(new Force(3));
  }

  @Test
  void a_force_that_fails_is_an_operation_too() throws IOException {
    try (FileChannel channel = FileChannel.open(log, CREATE, WRITE)) {
      disk.faults(Faults.failForce(0));

      assertThatThrownBy(() -> channel.force(true)).isInstanceOf(IOException.class);
    }

    assertThat(operation(1)).isEqualTo(new ForceFailed(3));
  }

  @Test
  void a_write_belongs_to_the_journal_and_not_to_the_buffer_it_came_from() throws IOException {
    ByteBuffer reused = bytes("tea");
    try (FileChannel channel = FileChannel.open(log, CREATE, WRITE)) {
      channel.write(reused);
      reused.put(0, (byte) 'x');
    }

    assertWrite(operation(1), 3, 0, "tea");
  }

  @Test
  void marks_stand_between_the_operations() throws IOException {
    disk.begin("put(a, 1)");
    Files.createFile(log);
    disk.acknowledged("put(a, 1)");
    disk.failed("put(b, 2)", "disk full");

    assertThat(operations())
        .containsExactly(
            new Begin("put(a, 1)"),
            new Create(DB, "data.log", 3),
            new Acknowledged("put(a, 1)"),
            new Failed("put(b, 2)", "disk full"));
  }

  @Test
  void entries_are_numbered_and_know_the_path() throws IOException {
    disk.begin("open()");
    Files.createFile(log);

    assertThat(disk.journal().get(1).number()).isEqualTo(1);
    assertThat(disk.journal().get(1).path()).isEqualTo("/simulated-disk/db/data.log");
    assertThat(disk.journal().get(0).path()).isEmpty();
  }

  @Test
  void the_journal_that_was_handed_out_does_not_grow() throws IOException {
    List<JournalEntry> before = disk.journal();
    Files.createFile(log);

    assertThat(before).isEmpty();
    assertThat(disk.journalSize()).isEqualTo(1);
  }

  @Test
  void nothing_is_recorded_when_the_disk_was_told_not_to() throws IOException {
    disk.record(false);
    disk.begin("put(a, 1)");
    Files.createFile(log);

    assertThat(disk.journal()).isEmpty();
    assertThat(log).exists();
  }

  @Test
  void an_entry_names_the_line_of_the_program_that_asked() throws IOException {
    NoteBook.append(log, "milk");

    assertThat(disk.journal())
        .extracting(JournalEntry::site)
        .containsExactly("NoteBook.append:16", "NoteBook.append:17", "NoteBook.Page.close:32");
  }

  @Test
  void a_line_in_a_lambda_belongs_to_the_method_around_it() throws IOException {
    NoteBook.inALambda(log);

    assertThat(disk.journal().get(0).site()).isEqualTo("NoteBook.inALambda:23");
  }

  @Test
  void an_entry_names_no_line_when_the_disk_was_told_not_to_look() throws IOException {
    disk.captureSites(false);
    NoteBook.append(log, "milk");

    assertThat(disk.journal()).extracting(JournalEntry::site).containsOnly("");
  }

  private void twoFiles() throws IOException {
    disk.record(false);
    Files.createFile(log);
    Files.createFile(aside);
    disk.record(true);
  }

  private List<Operation> operations() {
    return disk.journal().stream().map(JournalEntry::operation).toList();
  }

  private Operation operation(int number) {
    return disk.journal().get(number).operation();
  }

  private static void assertWrite(Operation operation, int file, long offset, String text) {
    assertThat(operation).isInstanceOfSatisfying(Write.class, write -> {
      assertThat(write.file()).isEqualTo(file);
      assertThat(write.offset()).isEqualTo(offset);
      assertThat(write.end()).isEqualTo(offset + text.length());
      assertThat(write.data()).asString().isEqualTo(text);
    });
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes());
  }
}
