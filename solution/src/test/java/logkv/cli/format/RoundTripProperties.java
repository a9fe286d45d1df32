package logkv.cli.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import logkv.segmented.Entry;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What leaves as JSON Lines or CSV comes back as it was, whatever characters it is made of. */
class RoundTripProperties {

  /** Strings that break programs: each of them once broke some. */
  private static final List<String> NAUGHTY = List.of(
      "\u0000",
      "\u0001\u001b[31m\u007f\u0085",
      "\n",
      "\r",
      "\r\n",
      "\n\r\n",
      "\t",
      " ",
      "  a  ",
      "\"",
      "\"\"",
      "'",
      ",",
      ",,",
      "\",\"",
      "a,b",
      "\"a\"b",
      "\\",
      "\\n",
      "\\u0000",
      "{}",
      "{\"k\":1}",
      "[",
      "null",
      "#",
      "=1+1",
      "\uFEFF",
      "\uFFFD",
      "\uFFFE",
      "\uFFFF",
      "\uE000",
      "\u00A0",
      "\u2028\u2029",
      "\u202Eabc\u202C",
      "مرحبا",
      "שלום",
      "e\u0301",
      "\u00E9",
      "ﷺ",
      "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
      "\uD83C\uDDFA\uD83C\uDDF3",
      "\uDBFF\uDFFF",
      "%s",
      "${HOME}",
      "@file",
      "-",
      "--",
      "../../etc/passwd",
      "x".repeat(20_000));

  @Property(seed = "20261120")
  void any_text_survives_json_lines(@ForAll("entries") List<Entry> entries) throws Exception {
    assertThat(outAndBack(Format.jsonl, entries)).isEqualTo(entries);
  }

  @Property(seed = "20261120")
  void any_text_survives_csv(@ForAll("entries") List<Entry> entries) throws Exception {
    assertThat(outAndBack(Format.csv, entries)).isEqualTo(entries);
  }

  @Example
  void every_naughty_string_survives_as_a_key_and_as_a_value() throws Exception {
    for (Format format : List.of(Format.jsonl, Format.csv)) {
      List<Entry> entries = new ArrayList<>();
      for (String naughty : NAUGHTY) {
        entries.add(entry(naughty, "value"));
        entries.add(entry("key", naughty));
      }
      assertThat(outAndBack(format, entries)).as("%s", format).isEqualTo(entries);
    }
  }

  @Property(seed = "20261120")
  void any_bytes_survive_json_lines_and_csv(@ForAll byte[] key, @ForAll byte[] value)
      throws Exception {
    List<Entry> entries = List.of(new Entry(key, value), new Entry(value, key));
    for (Format format : List.of(Format.jsonl, Format.csv)) {
      assertThat(outAndBack(format, entries)).as("%s", format).isEqualTo(entries);
    }
  }

  @Example
  void every_single_byte_survives_and_all_of_them_together() throws Exception {
    List<Entry> entries = new ArrayList<>();
    StringBuilder all = new StringBuilder();
    for (char b = 0; b < 256; b++) {
      byte[] one = String.valueOf(b).getBytes(ISO_8859_1);
      entries.add(new Entry(one, one));
      all.append(b);
    }
    entries.add(new Entry(
        all.toString().getBytes(ISO_8859_1), all.reverse().toString().getBytes(ISO_8859_1)));

    for (Format format : List.of(Format.jsonl, Format.csv)) {
      assertThat(outAndBack(format, entries)).as("%s", format).isEqualTo(entries);
    }
  }

  @Example
  void the_longest_value_survives_however_much_its_characters_grow() throws Exception {
    Entry longest = entry("k", "\"\u0000".repeat(8 * 1024 * 1024));

    assertThat(outAndBack(Format.jsonl, List.of(longest)).equals(List.of(longest)))
        .isTrue();
    assertThat(outAndBack(Format.csv, List.of(longest)).equals(List.of(longest)))
        .isTrue();
  }

  @Provide
  Arbitrary<List<Entry>> entries() {
    Arbitrary<String> troublesomeText =
        Arbitraries.strings().withChars("ab\",\n\r\\\t \u0000{#").ofMaxLength(6);
    Arbitrary<String> anyText =
        Arbitraries.strings().all().ofMaxLength(8).filter(text -> !hasHalfAPair(text));
    Arbitrary<String> text = Arbitraries.oneOf(troublesomeText, anyText, Arbitraries.of(NAUGHTY));
    Arbitrary<String> key = text.filter(k -> !k.isEmpty());
    return Combinators.combine(key, text).as(RoundTripProperties::entry).list().ofMaxSize(5);
  }

  private static Entry entry(String key, String value) {
    return new Entry(key.getBytes(UTF_8), value.getBytes(UTF_8));
  }

  private static boolean hasHalfAPair(String text) {
    return text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  private static List<Entry> outAndBack(Format format, List<Entry> entries)
      throws IOException, BadEntryException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    EntryWriter writer = format.writer(file);
    for (Entry entry : entries) {
      writer.write(entry);
    }
    writer.flush();
    return entriesOf(format.reader(new ByteArrayInputStream(file.toByteArray())));
  }

  private static List<Entry> entriesOf(EntryReader reader) throws IOException, BadEntryException {
    List<Entry> entries = new ArrayList<>();
    Optional<Entry> entry = reader.next();
    while (entry.isPresent()) {
      entries.add(entry.get());
      entry = reader.next();
    }
    return entries;
  }
}
