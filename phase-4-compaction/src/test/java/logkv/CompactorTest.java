package logkv;

import static logkv.Promise.promise;
import static logkv.Refusal.permits;
import static logkv.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import logkv.crash.disk.Faults;
import logkv.crash.disk.SimulatedDisk;
import logkv.log.CorruptRecordException;
import logkv.log.Location;
import logkv.log.LogFile;
import logkv.log.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The parts of a compaction, one by one, on a simulated disk that tells what was done to it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CompactorTest {
  private final SimulatedDisk disk = SimulatedDisk.empty();
  private final Path directory = disk.directory();
  private final Path file = directory.resolve("data.log");
  private final Path aside = directory.resolve("data.log.compact");

  @Nested
  @ReadMore("04-compaction.md#copy")
  class copy {
    private static final String READ = "04-compaction.md#copy";

    private final Map<String, Location> index = new HashMap<>();
    private LogFile log;
    private LogFile compacted;

    @BeforeEach
    void open() throws IOException {
      log = LogFile.open(file);
      compacted = LogFile.open(aside);
    }

    @AfterEach
    void close() throws IOException {
      log.close();
      compacted.close();
    }

    @Test
    void what_the_index_names_is_copied_and_nothing_else() throws IOException {
      log.append(LogRecord.put("a", "1"));
      log.append(LogRecord.put("b", "2"));
      Location a = log.append(LogRecord.put("a", "3"));
      log.append(LogRecord.tombstone("b"));
      Location c = log.append(LogRecord.put("c", "4"));
      index.putAll(Map.of("a", a, "c", c));

      Compactor.copy(log, index, compacted);

      assertThat(recordsIn(compacted))
          .as(promise(
              READ,
              "log: a=1, b=2, a=3, b (tombstone), c=4. Live are a=3 and c=4: overwritten records"
                  + " and tombstones stay behind"))
          .containsExactly(LogRecord.put("a", "3"), LogRecord.put("c", "4"));
    }

    @Test
    void the_copies_lie_in_the_order_of_the_log() throws IOException {
      List<LogRecord> expected = new ArrayList<>();
      for (int i = 6; i > 0; i--) {
        LogRecord record = LogRecord.put("key " + i, "value " + i);
        index.put(record.key(), log.append(record));
        expected.add(record);
      }

      Compactor.copy(log, index, compacted);

      assertThat(recordsIn(compacted))
          .as(promise(READ, "a map has an order of its own: sort its entries by their offsets"))
          .isEqualTo(expected);
    }

    @Test
    void the_answer_says_where_each_copy_lies_in_the_new_file() throws IOException {
      log.append(LogRecord.put("a", "old"));
      index.put("b", log.append(LogRecord.put("b", "2")));
      index.put("a", log.append(LogRecord.put("a", "new")));

      Map<String, Location> copied = Compactor.copy(log, index, compacted);

      assertThat(copied)
          .as(promise(
              READ, "aside.write says where the copy lies: in the new file, not in the old"))
          .containsOnly(Map.entry("b", new Location(0, 19)), Map.entry("a", new Location(19, 21)));
      assertThat(compacted.read(copied.get("a")))
          .as(promise(READ, "at that place of the new file is the record"))
          .isEqualTo(LogRecord.put("a", "new"));
    }

    @Test
    void empty_values_and_values_that_look_special_are_copied_like_others() throws IOException {
      Map<String, LogRecord> records = new TreeMap<>();
      for (String value : new String[] {"", "\0\0\0\0", "tombstone", "\u8336", "x".repeat(5000)}) {
        LogRecord record = LogRecord.put("key of " + value.length(), value);
        index.put(record.key(), log.append(record));
        records.put(record.key(), record);
      }

      Map<String, Location> copied = Compactor.copy(log, index, compacted);

      for (Map.Entry<String, Location> entry : copied.entrySet()) {
        assertThat(compacted.read(entry.getValue()))
            .as(promise(READ, "a record is copied as it is"))
            .isEqualTo(records.get(entry.getKey()));
      }
      assertThat(copied.keySet())
          .as(promise(READ, "an empty value is a value and not a deletion"))
          .isEqualTo(records.keySet());
    }

    @Test
    void the_new_file_is_forced_once_behind_the_last_write() throws IOException {
      for (String key : List.of("a", "b", "c", "d", "e")) {
        index.put(key, log.append(LogRecord.put(key, "1")));
      }
      Journal journal = Journal.of(directory);

      Compactor.copy(log, index, compacted);

      List<String> done = journal.operations();
      assertThat(Collections.frequency(done, "force data.log.compact"))
          .as(promise(
                  READ,
                  "one force for all copies, because nobody is promised anything before the swap")
              + inLines(done))
          .isEqualTo(1);
      assertThat(done.get(done.size() - 1))
          .as(promise(
                  READ,
                  "the force comes last, or the swap would give the name of the log to bytes that"
                      + " are still in memory")
              + inLines(done))
          .isEqualTo("force data.log.compact");
    }

    @Test
    void the_old_log_and_its_index_are_left_as_they_were() throws IOException {
      log.append(LogRecord.put("a", "1"));
      index.put("a", log.append(LogRecord.put("a", "2")));
      byte[] bytes = disk.image().bytes(file.toString());
      Map<String, Location> before = Map.copyOf(index);

      Compactor.copy(log, index, compacted);

      assertThat(disk.image().bytes(file.toString()))
          .as(promise(READ, "until the swap the old log is the log: nothing in it changes"))
          .isEqualTo(bytes);
      assertThat(index)
          .as(promise(READ, "until the swap the old index is the index"))
          .isEqualTo(before);
    }

    @Test
    void with_nothing_alive_nothing_is_copied() throws IOException {
      log.append(LogRecord.put("a", "1"));
      log.append(LogRecord.tombstone("a"));

      Map<String, Location> copied = Compactor.copy(log, index, compacted);

      assertThat(copied)
          .as(promise(READ, "the index is empty, so nothing is alive"))
          .isEmpty();
      assertThat(compacted.size()).as(promise(READ, "nothing was written")).isZero();
    }

    @Test
    void a_damaged_record_is_reported_and_not_left_out() throws IOException {
      index.put("a", log.append(LogRecord.put("a", "1")));
      Location damaged = log.append(LogRecord.put("b", "2"));
      index.put("b", damaged);
      byte[] bytes = Files.readAllBytes(file);
      bytes[(int) damaged.offset() + 8] = 0; // the kind
      Files.write(file, bytes);

      refuses(
          () -> Compactor.copy(log, index, compacted),
          CorruptRecordException.class,
          promise(
              READ, "b cannot be read. Whoever leaves it out has lost it without telling anybody"));
    }

    private List<LogRecord> recordsIn(LogFile log) throws IOException {
      List<LogRecord> records = new ArrayList<>();
      log.replay((location, record) -> records.add(record));
      return records;
    }
  }

  @Nested
  @ReadMore("04-compaction.md#swap")
  class swap {
    private static final String READ = "04-compaction.md#swap";

    @BeforeEach
    void two_files() throws IOException {
      Files.writeString(file, "old");
      Files.writeString(aside, "new");
    }

    @Test
    void the_new_file_gets_the_name_of_the_log() throws IOException {
      Compactor.swap(aside, file);

      assertThat(disk.image().listing())
          .as(promise(READ, "there is one file afterwards, and it is called data.log"))
          .containsOnly(Map.entry(file.toString(), 3));
      assertThat(Files.readString(file))
          .as(promise(READ, "the log is now what was copied aside"))
          .isEqualTo("new");
    }

    @Test
    void the_swap_is_a_single_rename() throws IOException {
      Journal journal = Journal.of(directory);

      Compactor.swap(aside, file);

      List<String> done = journal.operations();
      assertThat(done.stream().filter(one -> !one.startsWith("force")))
          .as(promise(
                  READ,
                  "between two operations the process may die, and then there is no log at all."
                      + " Files.move deletes the target first unless it is told ATOMIC_MOVE")
              + inLines(done))
          .containsExactly("rename data.log.compact to data.log");
    }

    @Test
    void a_swap_that_fails_says_so_and_leaves_the_old_log() throws IOException {
      disk.faults(Faults.failAnything(0));

      refuses(
          () -> Compactor.swap(aside, file),
          IOException.class,
          promise(READ, "the disk refused: the IOException goes through"));
      assertThat(Files.readString(file))
          .as(promise(READ, "the disk refused, and the log is the old one"))
          .isEqualTo("old");
    }
  }

  @Nested
  @ReadMore("04-compaction.md#removeleftovers")
  class removeLeftovers {
    private static final String READ = "04-compaction.md#removeleftovers";

    @Test
    void a_file_that_an_interrupted_compaction_left_goes() throws IOException {
      Files.writeString(aside, "half a lo");

      Compactor.removeLeftovers(directory);

      requireLeft();
    }

    @Test
    void with_nothing_left_over_there_is_nothing_to_do() throws IOException {
      Files.writeString(aside, "half a lo");
      Compactor.removeLeftovers(directory);

      permits(
          () -> Compactor.removeLeftovers(directory),
          promise(READ, "most openings find no leftover, and that is no error"));
      requireLeft();
    }

    @Test
    void everything_else_in_the_directory_stays() throws IOException {
      Files.writeString(aside, "half a lo");
      List<String> others = List.of(
          "data.log", ".DS_Store", "notes.txt", "data.log.compact.bak", "data.log.copy", "compact");
      for (String name : others) {
        Files.writeString(directory.resolve(name), "precious");
      }

      Compactor.removeLeftovers(directory);

      requireLeft(others.toArray(String[]::new));
    }

    @Test
    void a_file_of_that_name_goes_and_a_directory_of_that_name_stays() throws IOException {
      Files.writeString(aside, "half a lo");
      Compactor.removeLeftovers(directory);
      requireLeft();

      Files.createDirectory(aside);
      Files.writeString(aside.resolve("diary.txt"), "precious");

      permits(
          () -> Compactor.removeLeftovers(directory),
          promise(READ, "no compaction makes directories: ignore what is not yours"));
      requireLeft("data.log.compact/diary.txt");
    }

    private void requireLeft(String... names) {
      assertThat(disk.image().listing().keySet())
          .as(promise(READ, "data.log.compact is removed, and nothing else is touched"))
          .containsExactlyInAnyOrderElementsOf(
              List.of(names).stream().map(name -> directory + "/" + name).toList());
    }
  }

  /** What was done to the disk, one operation per line, to go behind a promise. */
  private static String inLines(List<String> operations) {
    return "What was done:\n  " + String.join("\n  ", operations);
  }
}
