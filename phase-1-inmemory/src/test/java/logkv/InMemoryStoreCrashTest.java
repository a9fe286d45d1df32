package logkv;

import static logkv.Promise.promise;
import static logkv.crash.Step.put;
import static logkv.crash.Step.reopen;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import logkv.crash.CrashStore;
import logkv.crash.CrashTest;
import logkv.crash.Disk;
import logkv.crash.Exploration;
import logkv.crash.Finding;
import logkv.crash.Verdict;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What a store in memory loses when its process is killed: all of it. Phase 2 changes that. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class InMemoryStoreCrashTest {
  private static final String READ = "01-inmemory.md#what-is-lost";

  /** The number of this entry in the journal: 0 open, 1 it is open, 2 put, 3 the put is done. */
  private static final int PUT_ACKNOWLEDGED = 3;

  @Test
  void a_killed_process_takes_every_acknowledged_value_with_it() {
    Exploration found = inMemory().at(PUT_ACKNOWLEDGED).explore(List.of(put("tea", "green")));

    assertThat(found.finding().map(Finding::verdict))
        .as(promise(READ, "put(tea, green) is acknowledged, then the process is killed"))
        .hasValue(Verdict.LOST);
  }

  @Test
  void the_report_says_that_nothing_was_ever_written() {
    Exploration found = inMemory().at(PUT_ACKNOWLEDGED).explore(List.of(put("tea", "green")));

    assertThat(found.finding().map(Finding::report))
        .as(promise(READ, "put(tea, green): a store in memory never writes"))
        .hasValueSatisfying(report -> assertThat(report).contains("the store wrote nothing"));
  }

  @Test
  void closing_in_good_order_saves_nothing_either() {
    Exploration found = inMemory().explore(List.of(put("tea", "green"), reopen()));

    assertThat(found.finding().map(Finding::verdict))
        .as(promise(READ, "put(tea, green), close, open: a new store in memory is empty"))
        .hasValue(Verdict.WRONG_ANSWER);
  }

  private static CrashTest inMemory() {
    return CrashTest.of(directory -> new UnderTest())
        .on(Disk.PROCESS_KILL)
        .readMore("lectures/" + READ);
  }

  /** The store as the crash kit drives it; it has no use for a directory. */
  private static final class UnderTest implements CrashStore {
    private final InMemoryStore store = new InMemoryStore();

    @Override
    public void put(String key, String value) {
      store.put(key, value);
    }

    @Override
    public void delete(String key) {
      store.delete(key);
    }

    @Override
    public Map<String, String> contents() {
      Map<String, String> contents = new TreeMap<>();
      for (String key : store.keys()) {
        store.get(key).ifPresent(value -> contents.put(key, value));
      }
      return contents;
    }

    @Override
    public void close() {
      store.close();
    }
  }
}
