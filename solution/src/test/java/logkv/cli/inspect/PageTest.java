package logkv.cli.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import logkv.cli.text.Escapes;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** The page with the picture: whole, by itself, and never what a key wants it to be. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PageTest {
  private static final String HOSTILE =
      "</script><script>alert(1)</script><img src=x onerror=alert(2)> & \" ' \u2028 \u202e {{tables}}";

  @TempDir
  Path directory;

  @Test
  void it_is_well_formed() throws Exception {
    Document page = parsed(Inspected.page(hostileStore()));

    assertThat(page.getElementsByTagName("h1").item(0).getTextContent())
        .isEqualTo("a <title> & \"more\"");
    assertThat(page.getElementsByTagName("script").getLength()).isEqualTo(2);
    assertThat(page.getElementsByTagName("img").getLength()).isZero();
  }

  @Test
  void a_key_cannot_become_a_tag_or_end_the_script() throws IOException {
    String page = Inspected.page(hostileStore());

    assertThat(page.split("</script>", -1)).hasSize(3);
    assertThat(dataOf(page)).doesNotContain("<", ">", "&", "\u2028", "\u202e");
    assertThat(strings(dataOf(page))).contains(Escapes.visible(HOSTILE.getBytes(UTF_8)));
  }

  @Test
  void it_names_no_address_and_allows_none() throws IOException {
    String page =
        Inspected.page(hostileStore()).replace(dataOf(Inspected.page(hostileStore())), "");

    assertThat(page.replace("http://www.w3.org/2000/svg", "")).doesNotContain("://");
    assertThat(page).contains("default-src 'none'").doesNotContain("@import", " src=");
  }

  @Test
  void every_piece_is_a_cell_with_its_place_and_its_bytes() throws IOException {
    Path file = SegmentBytes.number(1).put("tea", "green").delete("tea").in(directory);

    byte[] record = Arrays.copyOfRange(Files.readAllBytes(file), 56, 81);
    assertThat(dataOf(Inspected.page(file)).lines())
        .contains(",[56,25,\"put\",2,128,3,5,\"ok\",\"tea\",\"%s\"]"
            .formatted(Base64.getEncoder().encodeToString(record)));
  }

  @Test
  void the_position_of_the_snapshot_is_marked_where_it_is() throws IOException {
    SegmentBytes.number(1).put("tea", "green").seal().in(directory);
    SegmentBytes.number(2).put("tea", "black").in(directory);
    Files.write(directory.resolve("index.snapshot"), SnapshotBytes.upTo(2, 56));

    assertThat(dataOf(Inspected.page(directory)))
        .containsOnlyOnce("\"mark\"")
        .contains(
            "\"name\":\"0000000002.seg\",\"size\":81,\"what\":\"\",\"leftover\":false,\"mark\":56");
  }

  @Test
  void a_big_log_is_drawn_in_grains_that_account_for_every_byte() throws IOException {
    SegmentBytes segment = SegmentBytes.number(1);
    for (int i = 0; i < 7_000; i++) {
      segment.put("key " + i % 3_000, "value of " + i);
    }
    byte[] damaged = segment.bytes();
    damaged[70_000]++;
    Path file = Files.write(directory.resolve("0000000001.seg"), damaged);

    String page = Inspected.page(file);
    long[] sums = new long[State.values().length];
    Matcher grains = Pattern.compile("\\[\\d+,\\d+,\\[([\\d,]+)],").matcher(dataOf(page));
    while (grains.find()) {
      String[] bytes = grains.group(1).split(",");
      for (int i = 0; i < sums.length; i++) {
        sums[i] += Long.parseLong(bytes[i]);
      }
    }

    Part part = Part.alone(file, true);
    Tally tally = Tally.of(part, Survey.of(List.of(part)));
    for (State state : State.values()) {
      assertThat(sums[state.ordinal()]).as(state.word()).isEqualTo(tally.bytes(state));
    }
    assertThat(tally.bytes(State.DAMAGED)).isPositive();
    assertThat(page).contains("a cell stands for").contains("<b>damage</b>");
  }

  private Path hostileStore() throws IOException {
    Files.writeString(directory.resolve("<b>&.txt"), "");
    return SegmentBytes.number(1)
        .put(HOSTILE, HOSTILE)
        .put(new byte[] {0, (byte) 0xFF, '\n'}, HOSTILE.getBytes(UTF_8))
        .raw(HOSTILE.getBytes(UTF_8))
        .in(directory)
        .getParent();
  }

  private static String dataOf(String page) {
    Matcher data = Pattern.compile("id=\"data\">(.*?)</script>", Pattern.DOTALL).matcher(page);
    assertThat(data.find()).isTrue();
    return data.group(1);
  }

  private static List<String> strings(String json) throws IOException {
    List<String> strings = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING) {
          strings.add(parser.getText());
        }
      }
    }
    return strings;
  }

  /** The page is XML, too, but for what scripts and styles hold. */
  private static Document parsed(String page) throws Exception {
    String tags = page.replaceAll("(?s)(<(script|style)[^>]*>).*?(</\\2>)", "$1$3");
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(tags.getBytes(UTF_8)));
  }
}
