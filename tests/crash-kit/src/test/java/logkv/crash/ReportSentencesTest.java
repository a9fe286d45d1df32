package logkv.crash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static logkv.crash.Step.compact;
import static logkv.crash.Step.put;
import static logkv.crash.Step.reopen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import logkv.crash.disk.Faults;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import toy.Hunt;
import toy.Mistake;
import toy.ToyStore;

/** Single sentences of reports, where a wrong one would send the reader to the wrong place. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReportSentencesTest {
  private static final String READ_THIS = "lectures/02-persistence.md#append";

  private static String report(CrashTest test, Step... steps) {
    return catchThrowableOfType(CrashFailure.class, () -> test.check(steps)).getMessage();
  }

  @Test
  void a_process_killed_twice_is_not_a_power_cut() {
    CrashTest test =
        CrashTest.of(LineStore::new).on(Disk.PROCESS_KILL).crashingAgainDuringRecovery();

    assertThat(report(test, put("a", "1")))
        .startsWith("The store does not survive being killed twice, after operation ")
        .contains("and in recovery.\n")
        .contains("- the process is killed here, the store is opened again -")
        .contains("- the process is killed here again -")
        .doesNotContain("power");
  }

  @Test
  void a_repair_that_waits_for_the_first_reading_belongs_to_the_recovery() {
    CrashTest test = CrashTest.of(directory -> new LineStore(directory) {
          @Override
          void recover() {}

          @Override
          public Map<String, String> contents() throws IOException {
            super.recover();
            return super.contents();
          }
        })
        .on(Disk.PROCESS_KILL)
        .crashingAgainDuringRecovery();

    assertThat(report(test, put("a", "1")))
        .contains("   0  truncate /db/lines to 0")
        .contains("stopped in the middle of opening:");
  }

  @Test
  void a_store_that_names_its_file_and_never_writes_has_lost_what_was_put() {
    CrashTest test = CrashTest.of(directory -> {
      Files.writeString(directory.resolve("data.log"), "", CREATE);
      return new MapStore(new TreeMap<>());
    });

    assertThat(report(test, put("a", "1"), put("b", "2")))
        .contains("problem   LOST: b was 2 and acknowledged, the store has nothing")
        .contains("hint      put(b, 2) was acknowledged, and nothing was written");
  }

  @Test
  void a_failure_before_the_first_step_says_so() {
    CrashTest test = CrashTest.of(directory -> {
      if (Files.exists(directory.resolve("lock"))) {
        throw new IOException("locked");
      }
      Files.createFile(directory.resolve("lock"));
      return new MapStore(new TreeMap<>());
    });

    assertThat(report(test, put("a", "1"), put("b", "2")))
        .contains("workload  none of its 1 steps was begun  (shortened from 2 steps)");
  }

  @Test
  void a_sweep_names_the_fault_and_how_to_meet_it_again() {
    CrashTest test = CrashTest.of(path -> ToyStore.open(path, Mistake.FORCE_AGAIN));

    CrashFailure failure = catchThrowableOfType(
        CrashFailure.class, () -> test.sweep(Faults::failForce, put("a", "1")));

    assertThat(failure.getMessage())
        .contains("right after operation 8 (disk STRICT, fault 1 of the sweep).")
        .contains("the same test with .withFaults(() -> fault(1)).at(8).check(put(\"a\", \"1\"))");
    assertThat(report(test.withFaults(() -> Faults.failForce(1)).at(8), put("a", "1")))
        .contains("right after operation 8 (disk STRICT).\n");
  }

  @Test
  void bytes_in_limbo_that_a_new_opening_trusted_are_the_fault_of_the_opening() {
    CrashTest test = CrashTest.of(ToyStore::open).withFaults(() -> Faults.failForce(1));

    assertThat(test.explore(List.of(put("a", "1"), reopen(), put("b", "2"))).finding())
        .hasValueSatisfying(finding -> assertThat(finding.report().replaceAll("\\s+", " "))
            .contains("Opening read them from the page cache")
            .contains("recovery must write what it keeps to a new file"));
  }

  @Test
  void half_a_record_left_by_a_failed_write_is_blamed_on_that_write() {
    CrashTest test = CrashTest.of(path -> ToyStore.open(path, Mistake.WRITE_ON_AFTER_FAILURE))
        .on(Disk.PROCESS_KILL)
        .withFaults(() -> Faults.diskFullAfter(5));

    assertThat(report(test, put("a", "1"), put("b", "2")))
        .contains("hint      put(a, 1) threw, and what it had written is still there");
  }

  @Test
  void a_rename_is_not_blamed_for_bytes_that_were_written_after_it() {
    CrashTest test = CrashTest.of(directory -> new LineStore(directory) {
      @Override
      public void put(String key, String value) throws IOException {
        if (!Files.exists(file)) {
          Files.move(Files.writeString(file.resolveSibling("new"), ""), file);
        }
        Files.writeString(file, key + value + "\n", APPEND);
      }
    });

    assertThat(report(test.at(6), put("a", "1")))
        .contains("rename   /db/new -> lines ")
        .contains("LOST: a was 1")
        .doesNotContain("before the bytes it names");
  }

  @Test
  void a_store_that_opens_and_cannot_be_closed_is_told_which_call_threw() {
    CrashTest test = CrashTest.of(directory -> {
      boolean isNew = !Files.exists(directory.resolve("lines"));
      return new LineStore(directory) {
        @Override
        public void close() {
          if (!isNew) {
            throw new IllegalStateException("not mine");
          }
        }
      };
    });

    assertThat(report(test, put("a", "1")).replaceAll("\\s+", " "))
        .contains("BROKEN AFTER RECOVERY: the store opened, then close() threw"
            + " IllegalStateException: not mine");
  }

  @Test
  void a_file_that_is_there_without_its_bytes_should_have_been_built_aside() {
    CrashTest test = CrashTest.of(directory -> {
      Path magic = directory.resolve("magic");
      if (!Files.exists(magic)) {
        Files.writeString(magic, "m");
      } else if (Files.size(magic) == 0) {
        throw new IOException("no magic");
      }
      return new LineStore(directory);
    });

    assertThat(report(test.at(2), put("a", "1")).replaceAll("\\s+", " "))
        .contains("the file /db/magic is there, and what was written to it is not");
  }

  @Test
  void a_forced_file_whose_rename_is_lost_needs_its_directory_forced() {
    CrashTest test = CrashTest.of(directory -> new LineStore(directory) {
      @Override
      public void put(String key, String value) throws IOException {
        Path aside = file.resolveSibling("aside");
        String before = Files.exists(file) ? Files.readString(file) : "";
        try (FileChannel channel = FileChannel.open(aside, CREATE, WRITE)) {
          channel.write(UTF_8.encode(before + key + value + "\n"));
          channel.force(true);
        }
        Files.move(aside, file, ATOMIC_MOVE);
      }
    });

    assertThat(report(test.at(7), put("a", "1")).replaceAll("\\s+", " "))
        .contains("the bytes of lines were forced, its name was not");
  }

  @Test
  void a_delete_that_was_not_made_durable_is_named() {
    CrashTest test = CrashTest.of(directory -> new LineStore(directory) {
      @Override
      public void delete(String key) throws IOException {
        Files.delete(file);
      }
    });

    assertThat(report(test.at(10), put("a", "1"), Step.delete("a")).replaceAll("\\s+", " "))
        .contains("RESURRECTED")
        .contains("the delete of /db/lines never reached the disk: opening must cope");
  }

  @Test
  void an_old_value_on_a_disk_that_lost_nothing_is_a_matter_of_reading() {
    CrashTest test = CrashTest.of(directory -> {
      boolean isNew = !Files.exists(directory.resolve("lines"));
      return new LineStore(directory) {
        @Override
        public Map<String, String> contents() throws IOException {
          return isNew ? super.contents() : Map.of("a", "1");
        }
      };
    });

    assertThat(report(test.at(12), put("a", "1"), put("a", "2")).replaceAll("\\s+", " "))
        .contains("STALE: a was 2 and acknowledged, the store still has 1")
        .contains("nothing is lost: an older record of the key is read on opening");
  }

  @Test
  void a_lost_write_below_a_later_one_is_forced_before_that() {
    assertThat(Hunt.UNFORCED.in(Disk.STRICT, Mistake.TORN_TAIL_WRITTEN_OVER).finding())
        .hasValueSatisfying(finding -> assertThat(finding.report().replaceAll("\\s+", " "))
            .contains("BROKEN AFTER RECOVERY")
            .contains("force it before anything is written behind it"));
  }

  @Test
  void of_many_lost_keys_three_are_named() {
    Step[] puts = {put("a", "1"), put("b", "1"), put("c", "1"), put("d", "1")};
    CrashTest test = CrashTest.of(directory -> new MapStore(new TreeMap<>()));

    assertThat(report(test.at(9), puts)).contains("c was 1").doesNotContain("d was 1");
  }

  @Test
  void keys_that_would_spoil_a_line_are_shown_escaped_and_not_as_code() {
    CrashTest test = CrashTest.of(path -> ToyStore.open(path, Mistake.MISSING_FORCE));

    assertThat(report(test, put("\"x\n", "1")))
        .contains("workload  put(\"x\\u000a, 1)\n")
        .contains("store.put(\"x\\u000a, 1)\n")
        .contains("problem   LOST: \"x\\u000a was 1")
        .contains("again     the same test and workload with .at(6)");
  }

  @Test
  void a_long_workload_without_a_crash_is_not_told_to_be_run_with_nothing() {
    List<Step> puts = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      puts.add(put("a" + i, "1"));
    }
    puts.add(reopen());
    CrashTest test = CrashTest.of(directory -> new MapStore(new TreeMap<>()));

    assertThat(test.explore(puts).finding().orElseThrow().report())
        .endsWith("again     the same test and workload");
  }

  @Test
  void a_store_that_shows_nothing_for_a_value_is_accused_and_does_not_break_the_report() {
    Map<String, String> map = new TreeMap<>();
    CrashTest test = CrashTest.of(directory -> new MapStore(map) {
      @Override
      public void delete(String key) {
        map.put(key, null);
      }
    });

    assertThat(report(test, put("a", "1"), Step.delete("a"))).contains("but they see {a=null}");
  }

  @Test
  void an_exception_before_any_crash_names_what_to_read() {
    CrashTest test = CrashTest.of(directory -> new MapStore(Map.of())).readMore(READ_THIS);

    assertThatThrownBy(() -> test.check(put("a", "1")))
        .hasMessageContaining("put(a, 1) threw UnsupportedOperationException")
        .hasMessageContaining("; step 1 of [put(a, 1)], before any crash")
        .hasMessageEndingWith("\nread      " + READ_THIS);
  }

  @Test
  void an_exception_while_everything_is_read_names_the_step_before_it() {
    CrashTest test = CrashTest.of(directory -> new MapStore(new TreeMap<>()) {
          @Override
          public Map<String, String> contents() {
            throw new IllegalStateException("no such location");
          }
        })
        .readMore(READ_THIS);

    assertThatThrownBy(() -> test.check(put("a", "1"), compact()))
        .hasMessageStartingWith(
            "reading everything after put(a, 1) threw IllegalStateException: no such location")
        .hasMessageEndingWith("\nread      " + READ_THIS);
  }

  @Test
  void an_exception_of_the_last_close_is_not_put_down_to_the_last_step() {
    CrashTest test = CrashTest.of(directory -> new MapStore(new TreeMap<>()) {
      @Override
      public void close() {
        throw new IllegalStateException("closed");
      }
    });

    assertThatThrownBy(() -> test.check(put("a", "1")))
        .hasMessageContaining("close() threw IllegalStateException: closed")
        .hasMessageEndingWith("; after all of [put(a, 1)], before any crash");
  }

  /** Keeps lines in one file, forces each, and when it is opened writes the whole file again. */
  private static class LineStore implements CrashStore {
    final Path file;

    LineStore(Path directory) throws IOException {
      file = directory.resolve("lines");
      recover();
    }

    void recover() throws IOException {
      if (Files.exists(file)) {
        byte[] lines = Files.readAllBytes(file);
        try (FileChannel again = FileChannel.open(file, WRITE)) {
          again.truncate(0);
          again.write(ByteBuffer.wrap(lines));
          again.force(true);
        }
      }
    }

    @Override
    public void put(String key, String value) throws IOException {
      try (FileChannel log = FileChannel.open(file, CREATE, WRITE)) {
        log.write(UTF_8.encode(key + value + "\n"), log.size());
        log.force(true);
      }
      try (FileChannel names = FileChannel.open(file.getParent(), READ)) {
        names.force(true);
      }
    }

    @Override
    public void delete(String key) throws IOException {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, String> contents() throws IOException {
      Map<String, String> contents = new TreeMap<>();
      if (Files.exists(file)) {
        for (String line : Files.readAllLines(file)) {
          contents.put(line.substring(0, 1), line.substring(1));
        }
      }
      return contents;
    }

    @Override
    public void close() {}
  }
}
