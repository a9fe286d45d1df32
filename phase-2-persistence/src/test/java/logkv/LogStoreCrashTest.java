package logkv;

import static logkv.crash.Step.put;
import static logkv.crash.Step.reopen;

import logkv.crash.CrashTest;
import logkv.crash.Disk;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Kills the process after every operation of its disk. What a put has promised must be there. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LogStoreCrashTest {
  private static final CrashTest KILLED_ANYWHERE = CrashTest.of(EndlessReading::open)
      .on(Disk.PROCESS_KILL)
      .readMore("lectures/02-persistence.md#crashes");

  @Test
  void every_acknowledged_put_survives_a_killed_process() {
    KILLED_ANYWHERE.check(put("a", "1"), put("b", "2"), put("c", ""));
  }

  @Test
  void an_overwritten_value_does_not_come_back() {
    KILLED_ANYWHERE.check(put("a", "1"), put("a", "2"), put("a", "3"));
  }

  @Test
  void what_was_put_before_and_after_a_reopening_survives() {
    KILLED_ANYWHERE.check(put("a", "1"), reopen(), put("a", "2"), reopen(), put("b", "3"));
  }
}
