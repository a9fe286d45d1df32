package logkv.segmented;

import static logkv.crash.Step.compact;
import static logkv.crash.Step.delete;
import static logkv.crash.Step.put;
import static logkv.crash.Step.reopen;
import static org.assertj.core.api.Assertions.assertThat;

import logkv.crash.CrashTest;
import logkv.crash.Disk;
import logkv.crash.Exploration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CrashPropertiesTest {
  @Test
  void smoke() {
    Exploration e = CrashTest.of(TestStores.crashing(TestStores.TINY))
        .on(Disk.STRICT)
        .check(
            put("a", "1"),
            put("b", "2"),
            delete("a"),
            put("c", "3"),
            compact(),
            put("a", "4"),
            put("b", "5"),
            reopen(),
            put("d", "6"),
            compact(),
            delete("b"));
    System.out.println(e);
    assertThat(e).isNotNull();
  }
}
