package logkv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static logkv.Promise.promise;
import static logkv.Refusal.accepts;
import static logkv.Refusal.inHex;
import static logkv.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is accepted survives the way to bytes and back; what would not is refused. */
class TextProperties {

  @Property(seed = "1", tries = 300)
  void a_key_is_accepted_if_and_only_if_its_bytes_turn_back_into_it(@ForAll("texts") String key) {
    String told = promise(
        "01-inmemory.md#requirekey",
        "%s: text that UTF-8 can write is accepted; other text would be stored as '?'",
        "requireKey(" + inHex(key) + ")");
    if (isWritable(key) && !key.isEmpty()) {
      assertThat(accepts(() -> Text.requireKey(key), told)).as(told).isEqualTo(key);
    } else {
      refuses(() -> Text.requireKey(key), IllegalArgumentException.class, told);
    }
  }

  @Property(seed = "2", tries = 300)
  void a_value_is_accepted_if_and_only_if_its_bytes_turn_back_into_it(
      @ForAll("texts") String value) {
    String told = promise(
        "01-inmemory.md#requirevalue",
        "%s: text that UTF-8 can write is accepted; other text would be stored as '?'",
        "requireValue(" + inHex(value) + ")");
    if (isWritable(value)) {
      assertThat(accepts(() -> Text.requireValue(value), told)).as(told).isEqualTo(value);
    } else {
      refuses(() -> Text.requireValue(value), IllegalArgumentException.class, told);
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of('a', '?', '\u0000', '\u00E9', '\uFFFD', '\uD83C', '\uDF75', '\uFFFF')
        .list()
        .ofMaxSize(6)
        .map(units -> units.stream().map(String::valueOf).reduce("", String::concat));
  }

  private static boolean isWritable(String text) {
    return new String(text.getBytes(UTF_8), UTF_8).equals(text);
  }
}
