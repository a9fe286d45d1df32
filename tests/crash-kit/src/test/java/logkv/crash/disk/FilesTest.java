package logkv.crash.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Scanner;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What students use of {@link Files}, beyond the calls that {@link DifferentialTest} compares. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FilesTest {
  private final SimulatedDisk disk = SimulatedDisk.empty();
  private final Path db = disk.directory();
  private final Path log = db.resolve("data.log");

  @Test
  void streams_readers_and_writers_work() throws IOException {
    try (OutputStream out = Files.newOutputStream(log)) {
      out.write("green ".getBytes(UTF_8));
    }
    try (BufferedWriter writer = Files.newBufferedWriter(log, APPEND)) {
      writer.write("tea");
    }

    assertThat(log).hasContent("green tea");
    assertThat(Files.readAllLines(log)).containsExactly("green tea");
    try (InputStream in = Files.newInputStream(log)) {
      assertThat(in.readNBytes(5)).asString().isEqualTo("green");
    }
    try (Scanner scanner = new Scanner(log)) {
      assertThat(scanner.next()).isEqualTo("green");
    }
  }

  @Test
  void files_can_be_copied_from_and_to_the_real_disk(@TempDir Path real) throws IOException {
    Files.writeString(real.resolve("in"), "tea");
    Files.copy(real.resolve("in"), log);
    Files.copy(log, real.resolve("out"), StandardCopyOption.REPLACE_EXISTING);

    assertThat(real.resolve("out")).hasContent("tea");
  }

  @Test
  void temporary_files_get_a_name_of_their_own() throws IOException {
    Path temporary = Files.createTempFile(db, "data", ".compact");

    assertThat(temporary).isEmptyFile().hasParent(db);
  }

  @Test
  void attributes_tell_kind_and_size() throws IOException {
    Files.writeString(log, "tea");

    assertThat(Files.readAttributes(log, "size,isDirectory"))
        .containsOnlyKeys("size", "isDirectory")
        .containsEntry("size", 3L)
        .containsEntry("isDirectory", false);
    assertThat(Files.readAttributes(db, "basic:*")).hasSize(9).containsEntry("isDirectory", true);
    assertThat(Files.getLastModifiedTime(log).toMillis()).isZero();
  }

  @Test
  void the_key_of_a_file_tells_whether_two_names_are_one_file() throws IOException {
    Files.createFile(log);
    Object before = Files.readAttributes(log, BasicFileAttributes.class).fileKey();
    Files.move(log, db.resolve("renamed"));
    Files.createFile(log);

    assertThat(Files.readAttributes(db.resolve("renamed"), BasicFileAttributes.class)
            .fileKey())
        .isEqualTo(before);
    assertThat(Files.readAttributes(log, BasicFileAttributes.class).fileKey())
        .isNotEqualTo(before)
        .hasToString("inode 4");
  }

  @Test
  void a_real_path_leads_through_dots_to_what_exists() throws IOException {
    Files.createFile(log);

    assertThat(db.resolve("../db/./data.log").toRealPath()).isEqualTo(log);
    assertThatThrownBy(() -> db.resolve("none").toRealPath())
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void two_dots_lead_to_where_a_directory_was_moved() throws IOException {
    Files.createDirectories(db.resolve("a/inner"));
    Files.createDirectory(db.resolve("b"));
    Files.createFile(db.resolve("b/here"));
    Files.move(db.resolve("a/inner"), db.resolve("b/inner"));

    assertThat(db.resolve("b/inner/../here")).exists();
  }

  @Test
  void the_root_can_be_neither_deleted_nor_renamed() {
    Path root = db.getRoot();

    assertThatThrownBy(() -> Files.delete(root)).isInstanceOf(FileSystemException.class);
    assertThatThrownBy(() -> Files.move(root, db.resolve("x")))
        .isInstanceOf(FileSystemException.class);
  }

  @Test
  void there_is_room_until_a_fault_takes_it() throws IOException {
    assertThat(Files.getFileStore(db).getUsableSpace()).isEqualTo(Long.MAX_VALUE);
  }

  @Nested
  @DisplayNameGeneration(ReplaceUnderscores.class)
  class a_listing {

    @Test
    void comes_in_an_order_that_is_not_sorted() throws IOException {
      List<String> names = List.of("000001.log", "000002.log", "000003.log", "000004.log");
      for (String name : names) {
        Files.createFile(db.resolve(name));
      }

      assertThat(listed(db)).containsExactlyInAnyOrderElementsOf(names).isNotEqualTo(names);
    }

    @Test
    void of_two_files_is_not_sorted_either() throws IOException {
      for (int i = 0; i < 20; i++) {
        Path folder = Files.createDirectory(db.resolve("folder" + i));
        Files.createFile(folder.resolve(i + "a"));
        Files.createFile(folder.resolve(i + "b"));

        assertThat(listed(folder)).containsExactly(i + "b", i + "a");
      }
    }

    @Test
    void comes_in_the_same_order_whatever_was_created_first() throws IOException {
      Path folder = Files.createDirectory(db.resolve("folder"));
      Path other = Files.createDirectory(db.resolve("other"));
      for (int i = 0; i < 9; i++) {
        Files.createFile(folder.resolve("file" + i));
        Files.createFile(other.resolve("file" + (8 - i)));
      }

      assertThat(listed(folder)).isEqualTo(listed(other));
    }

    @Test
    void does_not_notice_what_happens_later() throws IOException {
      Files.createFile(log);
      try (Stream<Path> files = Files.list(db)) {
        Files.createFile(db.resolve("later"));
        assertThat(files).containsExactly(log);
      }
    }

    @Test
    void can_be_filtered_by_a_glob() throws IOException {
      Files.createFile(log);
      Files.createFile(db.resolve("LOCK"));
      try (DirectoryStream<Path> files = Files.newDirectoryStream(db, "*.log")) {
        assertThat(files).containsExactly(log);
      }
    }

    @Test
    void says_when_its_filter_fails() throws IOException {
      Files.createFile(log);
      DirectoryStream.Filter<Path> failing = path -> {
        throw new IOException("no");
      };
      try (DirectoryStream<Path> files = Files.newDirectoryStream(db, failing)) {
        Iterator<Path> iterator = files.iterator();
        assertThatThrownBy(iterator::hasNext).isInstanceOf(DirectoryIteratorException.class);
      }
    }

    @Test
    void is_walked_through_once_and_not_after_it_was_closed() throws IOException {
      Files.createFile(log);
      DirectoryStream<Path> files = Files.newDirectoryStream(db);
      Iterator<Path> iterator = files.iterator();
      assertThatThrownBy(files::iterator).isInstanceOf(IllegalStateException.class);
      files.close();

      assertThat(iterator.hasNext()).isFalse();
      assertThatThrownBy(files::iterator).isInstanceOf(IllegalStateException.class);
    }

    private static List<String> listed(Path folder) throws IOException {
      List<String> names = new ArrayList<>();
      try (Stream<Path> files = Files.list(folder)) {
        files.forEach(file -> names.add(file.getFileName().toString()));
      }
      return names;
    }
  }
}
