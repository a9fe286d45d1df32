package logkv;

import static logkv.Promise.promise;
import static logkv.Refusal.permits;
import static logkv.log.LogRecord.put;
import static logkv.log.LogRecord.tombstone;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store makes of the tombstones in its log. The logs here are written record by record. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ReadMore("03-tombstones.md#apply")
class TombstoneTest {
  private static final String READ = "03-tombstones.md#apply";

  private final StoreDirectory directory;

  TombstoneTest(@TempDir Path path) {
    this.directory = new StoreDirectory(path);
  }

  @Test
  void the_last_put_wins_when_the_log_is_replayed() throws IOException {
    directory.write(
        put("milk", "cold"), put("tea", "green"), put("tea", "black"), tombstone("milk"));

    directory.open(store -> {
      String log = "log [milk=cold, tea=green, tea=black, milk (tombstone)]";
      assertThat(store.get("tea"))
          .as(promise(READ, "%s: a put replaces what the index has of its key", log))
          .hasValue("black");
      assertThat(store.keys())
          .as(promise(READ, "%s: a tombstone takes its key away", log))
          .containsExactly("tea");
    });
  }

  @Test
  void a_tombstone_hides_the_put_before_it() throws IOException {
    directory.write(put("tea", "green"), tombstone("tea"));

    directory.open(store -> assertThat(store.get("tea"))
        .as(promise(READ, "log [tea=green, tea (tombstone)]: a tombstone takes the key away"))
        .isEmpty());
  }

  @Test
  void a_tombstone_hides_all_the_puts_before_it() throws IOException {
    directory.write(put("tea", "green"), put("tea", "black"), tombstone("tea"));

    directory.open(store -> assertThat(store.get("tea"))
        .as(promise(READ, "log [tea=green, tea=black, tea (tombstone)]: no older value comes back"))
        .isEmpty());
  }

  @Test
  void a_key_under_a_tombstone_is_neither_listed_nor_counted() throws IOException {
    directory.write(put("tea", "green"), put("coffee", "black"), tombstone("tea"));

    directory.open(store -> {
      String told =
          promise(READ, "log [tea=green, coffee=black, tea (tombstone)]: one key is left");
      assertThat(store.keys()).as(told).containsExactly("coffee");
      assertThat(store.size()).as(told).isEqualTo(1);
    });
  }

  @Test
  void a_tombstone_hides_no_other_key() throws IOException {
    directory.write(put("tea", "green"), put("te", "x"), put("teapot", "y"), tombstone("tea"));

    directory.open(store -> assertThat(store.keys())
        .as(promise(READ, "log [tea, te, teapot, tea (tombstone)]: only this one key goes"))
        .containsExactly("te", "teapot"));
  }

  @Test
  void a_put_behind_a_tombstone_counts_again() throws IOException {
    directory.write(
        put("tea", "green"),
        put("milk", "cold"),
        tombstone("tea"),
        tombstone("milk"),
        put("tea", "black"));

    directory.open(store -> {
      String told = promise(
          READ, "log [.., tea (tombstone), milk (tombstone), tea=black]: the newest decides");
      assertThat(store.get("tea")).as(told).hasValue("black");
      assertThat(store.get("milk")).as(told).isEmpty();
    });
  }

  @Test
  void a_tombstone_with_nothing_to_hide_does_no_harm() throws IOException {
    directory.write(tombstone("milk"), put("tea", "green"), tombstone("tea"), tombstone("tea"));

    String told = promise(
        READ,
        "log [milk (tombstone), tea=green, tea (tombstone) twice]: hiding nothing is no harm");
    List<String> keys = new ArrayList<>();
    permits(() -> directory.open(store -> keys.addAll(store.keys())), told);
    assertThat(keys).as(told).isEmpty();
  }
}
