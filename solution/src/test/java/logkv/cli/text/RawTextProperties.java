package logkv.cli.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Bytes become text for people and for picocli, and come back as they were. */
class RawTextProperties {

  @Property(seed = "20261120")
  void any_bytes_come_back(@ForAll("bytes") byte[] bytes) {
    assertThat(RawText.bytes(RawText.of(bytes))).isEqualTo(bytes);
  }

  @Property(seed = "20261120")
  void what_is_shown_is_read_as_what_it_was(@ForAll("bytes") byte[] bytes) {
    assertThat(Escapes.bytes(Escapes.visible(bytes))).isEqualTo(bytes);
  }

  @Property(seed = "20261120")
  void what_is_shown_can_be_shown(@ForAll("bytes") byte[] bytes) {
    assertThat(UTF_8.newEncoder().canEncode(Escapes.visible(bytes))).isTrue();
    assertThat(Escapes.visible(bytes).chars()).noneMatch(Character::isISOControl);
  }

  @Property(seed = "20261120")
  void a_word_is_one_word_and_means_the_same(@ForAll("bytes") byte[] bytes) {
    Words words = Words.of(Escapes.word(bytes));

    assertThat(words.openQuote()).isEqualTo('\0');
    assertThat(words.arguments()).hasSize(1);
    assertThat(RawText.bytes(words.arguments().get(0))).isEqualTo(bytes);
  }

  @Property(seed = "20261120")
  void text_is_its_own_raw_text(@ForAll("text") String text) {
    assertThat(RawText.of(text.getBytes(UTF_8))).isEqualTo(text);
  }

  /** Half of them parts of UTF-8, so that many are almost text. */
  @Provide
  Arbitrary<byte[]> bytes() {
    Arbitrary<Byte> parts = Arbitraries.of(
        (byte) 'a',
        (byte) '"',
        (byte) '\'',
        (byte) '\\',
        (byte) '#',
        (byte) '-',
        (byte) ' ',
        (byte) 0xEF,
        (byte) 0xBF,
        (byte) 0xBD,
        (byte) 0xED,
        (byte) 0xB0,
        (byte) 0x80,
        (byte) 0xF0,
        (byte) 0x9F,
        (byte) 0xC3);
    return Arbitraries.oneOf(parts, Arbitraries.bytes()).array(byte[].class).ofMaxSize(12);
  }

  @Provide
  Arbitrary<String> text() {
    return Arbitraries.strings()
        .all()
        .excludeChars('\uFFFD')
        .ofMaxLength(8)
        .filter(text -> UTF_8.newEncoder().canEncode(text));
  }
}
