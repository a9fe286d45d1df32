package logkv;

import static java.util.stream.Collectors.joining;
import static logkv.Promise.promise;
import static logkv.Refusal.accepts;
import static logkv.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Hundreds of random lists of calls, each made to the store and to a model that is surely right: a
 * {@link TreeMap}. The answers must be equal, call by call. A failure is shrunk to a short list.
 */
class InMemoryStoreProperties {

  @Property(seed = "1", tries = 300)
  void the_store_answers_like_a_map_until_it_is_closed(@ForAll("calls") List<Call> calls) {
    InMemoryStore store = new InMemoryStore();
    Map<String, String> model = new TreeMap<>();
    boolean closed = false;
    List<Call> done = new ArrayList<>();

    for (Call call : calls) {
      done.add(call);
      boolean refused = closed && !call.closes();
      String promise = promise(
          refused ? "01-inmemory.md#close" : call.section(),
          "%s, comparing the last answer: %s",
          done.stream().map(Call::toString).collect(joining(", ")),
          "a store answers like a map; once closed, with an IllegalStateException");
      if (refused) {
        refuses(() -> call.toStore().apply(store), IllegalStateException.class, promise);
      } else {
        assertThat(answer(store, call, promise))
            .as(promise)
            .isEqualTo(call.toModel().apply(model));
      }
      closed |= call.closes();
    }
  }

  @Provide
  Arbitrary<List<Call>> calls() {
    Arbitrary<String> keys = Arbitraries.of("a", "b", "c", "A", "\u00E9", "\uD83C\uDF75");
    Arbitrary<String> values = Arbitraries.of("", "1", "2", "null", "\uD83C\uDF75");
    Arbitrary<Call> call = Arbitraries.frequencyOf(
        Tuple.of(6, Combinators.combine(keys, values).as(Call::put)),
        Tuple.of(4, keys.map(Call::get)),
        Tuple.of(4, keys.map(Call::delete)),
        Tuple.of(2, Arbitraries.create(Call::keys)),
        Tuple.of(2, Arbitraries.create(Call::size)),
        Tuple.of(1, Arbitraries.create(Call::close)));
    return call.list().ofMaxSize(20);
  }

  private static Object answer(InMemoryStore store, Call call, String promise) {
    try {
      return accepts(() -> call.toStore().apply(store), promise);
    } catch (AssertionError refused) {
      throw refused;
    } catch (Error unwritten) { // as it is, jqwik would wrap it while it looks for a shorter list
      throw new AssertionError(unwritten.getMessage(), unwritten);
    }
  }

  /** One call, as it is made to a store and to a map. {@code name} is the name of the method. */
  record Call(
      String name,
      String arguments,
      Function<InMemoryStore, Object> toStore,
      Function<Map<String, String>, Object> toModel) {

    static Call put(String key, String value) {
      return new Call(
          "put",
          key + ", " + (value.isEmpty() ? "\"\"" : value),
          nothing(s -> s.put(key, value)),
          nothing(m -> m.put(key, value)));
    }

    static Call get(String key) {
      return new Call("get", key, s -> s.get(key), m -> Optional.ofNullable(m.get(key)));
    }

    static Call delete(String key) {
      return new Call("delete", key, s -> s.delete(key), m -> m.keySet().remove(key));
    }

    static Call keys() {
      return new Call("keys", "", s -> List.copyOf(s.keys()), m -> List.copyOf(m.keySet()));
    }

    static Call size() {
      return new Call("size", "", InMemoryStore::size, Map::size);
    }

    static Call close() {
      return new Call("close", "", nothing(InMemoryStore::close), m -> "nothing");
    }

    boolean closes() {
      return name.equals("close");
    }

    String section() {
      return "01-inmemory.md#" + name;
    }

    @Override
    public String toString() {
      return name + "(" + arguments + ")";
    }

    private static <T> Function<T, Object> nothing(Consumer<T> call) {
      return target -> {
        call.accept(target);
        return "nothing";
      };
    }
  }
}
