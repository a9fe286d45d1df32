package logkv.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import toy.Hunt;
import toy.Mistake;

/** Every mistake is found on the disks where it shows, and not claimed on those where it cannot. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class MistakesTest {
  private static final Set<Mistake> TRIED = EnumSet.noneOf(Mistake.class);

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
          # mistake                        | hunt             | PROCESS_KILL          | ORDERED               | STRICT
          MISSING_FORCE                    | CUT              | -                     | LOST                  | LOST
          USER_SPACE_BUFFER                | CUT              | LOST                  | LOST                  | LOST
          RENAME_BEFORE_FORCE              | CUT              | -                     | LOST                  | LOST
          DELETE_OLD_BEFORE_NEW_IS_DURABLE | CUT              | -                     | -                     | LOST
          MISSING_DIRECTORY_FORCE          | CUT              | -                     | -                     | LOST
          TORN_TAIL_IS_FATAL               | CUT              | -                     | REFUSED_TO_OPEN       | REFUSED_TO_OPEN
          TORN_TAIL_IS_FATAL               | SHORT_WRITES     | REFUSED_TO_OPEN       | REFUSED_TO_OPEN       | REFUSED_TO_OPEN
          TORN_TAIL_KEPT                   | CUT              | -                     | BROKEN_AFTER_RECOVERY | BROKEN_AFTER_RECOVERY
          TORN_TAIL_WRITTEN_OVER           | CUT              | -                     | -                     | -
          TORN_TAIL_WRITTEN_OVER           | UNFORCED         | -                     | -                     | BROKEN_AFTER_RECOVERY
          NO_CHECKSUM                      | CUT              | -                     | -                     | GARBAGE
          CHECKSUM_SKIPS_HEADER            | CUT              | -                     | -                     | GARBAGE
          TOMBSTONE_DROPPED_EARLY          | CUT              | WRONG_ANSWER          | WRONG_ANSWER          | WRONG_ANSWER
          MERGE_IN_PLACE                   | CUT              | LOST                  | LOST                  | LOST
          NO_SUPERSEDE_RULE                | CUT              | -                     | -                     | RESURRECTED
          NO_SUPERSEDE_RULE                | TWICE            | -                     | -                     | RESURRECTED
          LEFTOVER_BLOCKS                  | CUT              | BROKEN_AFTER_RECOVERY | BROKEN_AFTER_RECOVERY | BROKEN_AFTER_RECOVERY
          DIRECTORY_ORDER                  | CUT              | LOST                  | BROKEN_AFTER_RECOVERY | BROKEN_AFTER_RECOVERY
          ROTATE_WITHOUT_FORCE             | UNFORCED         | -                     | LOST                  | LOST
          CLOSE_WITHOUT_FORCE              | UNFORCED         | -                     | STALE                 | STALE
          SINGLE_WRITE                     | CUT              | -                     | -                     | -
          SINGLE_WRITE                     | SHORT_WRITES     | LOST                  | LOST                  | LOST
          FORCE_AGAIN                      | CUT              | -                     | -                     | -
          FORCE_AGAIN                      | FAILED_FORCE     | -                     | LOST                  | LOST
          SWALLOWED_FORCE                  | FAILED_FORCE     | -                     | LOST                  | LOST
          INDEX_FIRST                      | FULL             | PHANTOM               | PHANTOM               | PHANTOM
          INDEX_FIRST                      | FAILED_OPERATION | PHANTOM               | PHANTOM               | PHANTOM
          WRITE_ON_AFTER_FAILURE           | FULL             | LOST                  | LOST                  | LOST
          NO_OP_DELETE_WHEN_POISONED       | FAILED_FORCE     | RESURRECTED           | RESURRECTED           | RESURRECTED
          STALE_INDEX                      | CUT              | WRONG_ANSWER          | WRONG_ANSWER          | WRONG_ANSWER
          """)
  void a_mistake_is_found_where_it_shows_and_nowhere_else(
      Mistake mistake, Hunt hunt, String processKill, String ordered, String strict) {
    TRIED.add(mistake);

    String found = Arrays.stream(Disk.values())
        .map(disk -> verdict(hunt.in(disk, mistake)))
        .collect(Collectors.joining(" "));

    assertThat(found).isEqualTo(String.join(" ", processKill, ordered, strict));
  }

  private static String verdict(Exploration exploration) {
    return exploration.finding().map(finding -> finding.verdict().name()).orElse("-");
  }

  @AfterAll
  static void every_mistake_has_a_line() {
    assertThat(TRIED).containsExactlyInAnyOrder(Mistake.values());
  }
}
