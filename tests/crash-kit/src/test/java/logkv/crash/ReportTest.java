package logkv.crash;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static logkv.crash.Step.put;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import logkv.crash.disk.Faults;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import toy.Hunt;
import toy.Mistake;
import toy.ToyStore;

/**
 * Reports, word for word: each is compared with a file in {@code src/test/resources/reports}, line
 * numbers of the toy store aside. {@code -DargLine=-Dreports.update=true} writes the files anew.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReportTest {
  private static final Path REPORTS = Path.of("src", "test", "resources", "reports");
  private static final Pattern LINE_NUMBER = Pattern.compile("(?<=[a-zA-Z>]:)\\d+");
  private static final int MOST_LINES = 40;

  @TempDir
  Path directory;

  @Test
  void of_a_call_that_returned_before_it_forced() throws IOException {
    compare("missing-force", strict(Mistake.MISSING_FORCE));
  }

  @Test
  void of_bytes_that_never_left_the_process() throws IOException {
    compare("user-space-buffer", test(Mistake.USER_SPACE_BUFFER).on(Disk.PROCESS_KILL));
  }

  @Test
  void of_a_process_killed_in_the_middle_of_a_merge() throws IOException {
    compare("merge-in-place", test(Mistake.MERGE_IN_PLACE).on(Disk.PROCESS_KILL));
  }

  @Test
  void of_a_name_that_came_before_its_bytes() throws IOException {
    compare("rename-before-force", test(Mistake.RENAME_BEFORE_FORCE).on(Disk.ORDERED));
  }

  @Test
  void of_a_delete_that_came_before_the_new_name() throws IOException {
    compare("delete-too-early", strict(Mistake.DELETE_OLD_BEFORE_NEW_IS_DURABLE));
  }

  @Test
  void of_a_directory_that_was_not_forced() throws IOException {
    compare("missing-directory-force", strict(Mistake.MISSING_DIRECTORY_FORCE));
  }

  @Test
  void of_a_torn_record_that_stops_the_opening() throws IOException {
    compare("torn-tail-is-fatal", test(Mistake.TORN_TAIL_IS_FATAL).on(Disk.ORDERED));
  }

  @Test
  void of_a_torn_record_that_hides_what_is_written_next() throws IOException {
    compare("torn-tail-kept", strict(Mistake.TORN_TAIL_KEPT));
  }

  @Test
  void of_zeros_taken_for_a_record() throws IOException {
    compare("zeros-are-a-record", strict(Mistake.CHECKSUM_SKIPS_HEADER));
  }

  @Test
  void of_two_crashes_that_bring_a_key_back() throws IOException {
    CrashTest twice = strict(Mistake.NO_SUPERSEDE_RULE).crashingAgainDuringRecovery();

    compare("resurrected", twice.readMore("lectures/04-compaction.md#leftovers"));
  }

  @Test
  void of_bytes_in_limbo() throws IOException {
    CrashTest failing = strict(Mistake.FORCE_AGAIN).withFaults(() -> Faults.failForce(1));

    compare("force-again", failing);
  }

  @Test
  void of_a_failed_call_that_is_seen() throws IOException {
    CrashTest full = strict(Mistake.INDEX_FIRST).withFaults(() -> Faults.diskFullAfter(20));

    compare("phantom", full);
  }

  @Test
  void of_a_wrong_answer_without_a_crash() throws IOException {
    compare("wrong-answer", strict(Mistake.STALE_INDEX));
  }

  @Test
  void of_a_store_that_does_not_force_when_it_closes() throws IOException {
    CrashTest test = CrashTest.of(path -> ToyStore.open(path, false, Mistake.CLOSE_WITHOUT_FORCE))
        .on(Disk.ORDERED)
        .durableOnlyAfterSync();

    compare("close-without-force", test);
  }

  @Test
  void of_a_store_that_ignores_its_directory() throws IOException {
    Map<String, String> elsewhere = new HashMap<>();
    CrashTest test = CrashTest.of(path -> {
      elsewhere.clear();
      return new MapStore(elsewhere);
    });

    compare("wrote-nothing", test);
  }

  @Test
  void of_one_write_lost_among_others() throws IOException {
    CrashTest test = forgettingToForce().durableOnlyAfterSync();

    compare("one-of-many", test.explore(thirtyPuts()).finding().orElseThrow().report());
  }

  @Test
  void of_a_long_story_folds_what_does_not_fit_on_a_page() throws IOException {
    CrashTest test = forgettingToForce().at(90);

    compare("long-story", test.explore(thirtyPuts()).finding().orElseThrow().report());
  }

  private static CrashTest forgettingToForce() {
    return CrashTest.of(path -> ToyStore.open(path, false, Mistake.ROTATE_WITHOUT_FORCE));
  }

  private static List<Step> thirtyPuts() {
    return IntStream.range(0, 30).mapToObj(i -> put("k" + i, "v")).toList();
  }

  @ParameterizedTest
  @EnumSource
  void fits_on_a_page_and_is_the_same_every_time(Mistake mistake) {
    for (Hunt hunt : Hunt.values()) {
      Exploration exploration = hunt.in(Disk.STRICT, mistake);

      exploration.finding().ifPresent(finding -> {
        assertThat(finding.report().lines()).hasSizeLessThanOrEqualTo(MOST_LINES);
        assertThat(again(hunt, mistake)).isEqualTo(exploration + "\n" + finding.report());
      });
    }
  }

  private static String again(Hunt hunt, Mistake mistake) {
    Exploration exploration = hunt.in(Disk.STRICT, mistake);
    return exploration + "\n" + exploration.finding().orElseThrow().report();
  }

  private static CrashTest test(Mistake mistake) {
    return CrashTest.of(path -> ToyStore.open(path, mistake));
  }

  private static CrashTest strict(Mistake mistake) {
    return test(mistake).on(Disk.STRICT);
  }

  private void compare(String name, CrashTest test) throws IOException {
    try {
      test.check(Hunt.EVERYTHING);
    } catch (CrashFailure failure) {
      compare(name, failure.getMessage());
      return;
    }
    assertThat(name).as("nothing was found").isEmpty();
  }

  private void compare(String name, String report) throws IOException {
    Path expected = REPORTS.resolve(name + ".txt");
    Path actual = directory.resolve(name + ".txt");
    Files.writeString(actual, masked(report) + "\n");
    if (Boolean.getBoolean("reports.update")) {
      Files.createDirectories(REPORTS);
      Files.copy(actual, expected, REPLACE_EXISTING);
    }
    assertThat(actual).hasSameTextualContentAs(expected);
    assertThat(report.lines()).hasSizeLessThanOrEqualTo(MOST_LINES);
  }

  /** Puts # for the digits of line numbers, so that the toy store can be edited. */
  private static String masked(String report) {
    return LINE_NUMBER
        .matcher(report)
        .replaceAll(number -> "#".repeat(number.group().length()));
  }
}
