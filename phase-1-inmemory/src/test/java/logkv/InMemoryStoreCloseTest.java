package logkv;

import static logkv.Promise.promise;
import static logkv.Promise.refusalOf;
import static logkv.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import logkv.Promise.Call;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** A closed store is of no more use, and says so. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class InMemoryStoreCloseTest {
  private static final String READ = "01-inmemory.md#close";

  private final InMemoryStore store = new InMemoryStore();

  @Test
  void a_closed_store_refuses_put() {
    afterClose("put(tea, green)", () -> store.put("tea", "green"));
  }

  @Test
  void a_closed_store_refuses_get() {
    afterClose("get(tea)", () -> store.get("tea"));
  }

  @Test
  void a_closed_store_refuses_delete() {
    afterClose("delete(tea)", () -> store.delete("tea"));
  }

  @Test
  void a_closed_store_refuses_keys() {
    afterClose("keys()", store::keys);
  }

  @Test
  void a_closed_store_refuses_size() {
    afterClose("size()", store::size);
  }

  @Test
  void closing_twice_is_fine_and_the_store_stays_closed() {
    store.close();

    assertThat(refusalOf(store::close))
        .as(promise(READ, "close(), close(): closing twice is fine"))
        .isNull();
    afterClose("close(), size()", store::size);
  }

  private void afterClose(String call, Call use) {
    store.close();

    refuses(
        use,
        IllegalStateException.class,
        promise(
            READ,
            "%s: a closed store answers every method but close with an IllegalStateException",
            "close(), " + call));
  }
}
