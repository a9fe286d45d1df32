package logkv.peers.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What an engine has lost, mixed up or invented does not pass for what was put. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ExpectedTest {
  private static final int KEYS = 100;

  private final Data data = new Data(100);
  private final Expected expected = new Expected(data, KEYS, 2);
  private final Map<Long, byte[]> store = new HashMap<>();

  @BeforeEach
  void load() {
    for (int number = 0; number < KEYS; number++) {
      put(number, Expected.LOADED);
    }
  }

  @Test
  void what_was_loaded_is_expected() throws Exception {
    expected.verify(this::get);
  }

  @Test
  void a_lost_key_is_noticed() {
    store.remove(42L);

    assertRefused();
  }

  @Test
  void the_value_of_another_key_is_noticed() {
    store.put(42L, store.get(43L));

    assertRefused();
  }

  @Test
  void every_changed_byte_is_noticed() {
    for (int i = 0; i < 100; i++) {
      store.get(42L)[i] ^= 1;
      assertRefused();
      store.get(42L)[i] ^= 1;
    }
  }

  @Test
  void an_overwritten_value_must_be_the_new_one() throws Exception {
    expected.written(0, 42, 7);
    assertRefused();

    put(42, 7);
    expected.verify(this::get);
  }

  @Test
  void of_two_threads_either_may_have_been_the_last() throws Exception {
    expected.written(0, 42, 7);
    expected.written(1, 42, 8);
    for (long version : new long[] {7, 8}) {
      put(42, version);
      expected.verify(this::get);
    }

    put(42, Expected.LOADED);
    assertRefused();
  }

  @Test
  void what_was_written_in_a_later_phase_replaces_all_of_the_earlier_ones() {
    expected.written(0, 42, 7);
    expected.nextPhase();
    expected.written(1, 42, 8);
    put(42, 7);

    assertRefused();
  }

  @Test
  void a_deleted_key_must_be_gone() throws Exception {
    expected.deleted(42);
    assertRefused();

    store.remove(42L);
    expected.verify(this::get);
  }

  @Test
  void keys_are_different_and_in_no_order_and_absent_ones_were_never_put() {
    byte[] first = Data.key(1, data.newKey());
    byte[] second = Data.key(2, data.newKey());
    byte[] third = Data.key(3, data.newKey());

    assertThat(first[0] < second[0] && second[0] < third[0]).isFalse();
    assertThat(Data.number(second)).isEqualTo(2);
    assertThat(get(Data.absentKey(2, data.newKey()))).isNull();
  }

  private void put(long number, long version) {
    store.put(number, data.value(number, version, data.newValue()));
  }

  private byte[] get(byte[] key) {
    return store.get(Data.number(key));
  }

  private void assertRefused() {
    assertThatThrownBy(() -> expected.verify(this::get))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("key number 42");
  }
}
