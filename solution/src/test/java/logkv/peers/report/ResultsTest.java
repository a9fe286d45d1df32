package logkv.peers.report;

import static logkv.peers.report.Measure.GET_HIT;
import static logkv.peers.report.Measure.LOAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ResultsTest {
  @TempDir
  Path out;

  @Test
  void a_row_has_the_median_and_the_spread_of_every_measure_there_is() throws Exception {
    assertThat(written())
        .contains("|  | load | get, hit |\n| --- | ---: | ---: |\n")
        .contains("| LogKV | 1,100 (1,000 to 1,200) | 2.00 |\n")
        .contains("| A & B < C | 300 (300 to 300) |  |\n");
  }

  @Test
  void a_bar_is_as_long_as_its_median_and_its_line_as_its_spread() throws Exception {
    written();

    Element svg = svg("peers-basics.svg");
    Element ours = (Element) svg.getElementsByTagName("rect").item(0);
    Element whisker = (Element) svg.getElementsByTagName("line").item(0);

    assertThat(ours.getAttribute("class")).isEqualTo("ours");
    assertThat(Double.parseDouble(ours.getAttribute("width")))
        .isCloseTo(140 * 1.1 / 1.2, within(0.1));
    assertThat(length(whisker)).isCloseTo(140 * 0.2 / 1.2, within(0.1));
  }

  @Test
  void charts_are_well_formed_titled_and_readable_in_the_dark() throws Exception {
    written();

    Element svg = svg("peers-basics.svg");
    assertThat(svg.getAttribute("viewBox")).isNotEmpty();
    assertThat(texts(svg, "title")).containsExactly("One thread, 1,000,000 keys");
    assertThat(texts(svg, "desc").get(0)).contains("A & B < C 300,000");
    assertThat(texts(svg, "text")).contains("load, a second", "A & B < C", "300,000");
    assertThat(texts(svg, "style").get(0)).contains("prefers-color-scheme: dark");
  }

  @Test
  void a_table_for_the_lectures_says_what_how_where_and_when() throws Exception {
    written();

    assertThat(Files.readString(out.resolve("measured/peers-basics.json")))
        .contains("\"what\" : \"One thread, thousand a second\"")
        .contains("\"how\" : \"with a stopwatch\"")
        .contains("\"machine\" : \"an abacus\"")
        .contains("\"date\" : \"2026-11-21\"")
        .contains("[ \"LogKV\", \"1,100\", \"2.00\" ]");
  }

  @Test
  void the_json_can_be_read_and_has_the_fields_that_the_javadoc_names() throws Exception {
    written();

    String text = Files.readString(out.resolve("peers.json"));
    List<String> fields = new ArrayList<>();
    try (JsonParser json = new JsonFactory().createParser(text)) {
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.FIELD_NAME
            && json.getParsingContext().getParent().inRoot()) {
          fields.add(json.currentName());
        }
      }
    }
    assertThat(fields)
        .containsExactly(
            "machine", "date", "how", "keys", "settings", "aims", "results", "problems");
    assertThat(text).contains("\"median\" : 1100000.0").contains("XODUS: too slow");
  }

  private String written() throws Exception {
    Journal journal = new Journal(out.resolve("figures.jsonl"), "java=17");
    journal.done("one", Made.list(LOAD, Made.KEYS, "LogKV", 1_000_000, 1_200_000));
    journal.done("two", Made.list(LOAD, Made.KEYS, "A & B < C", 300_000, 300_000));
    journal.done("three", Made.list(GET_HIT, Made.KEYS, "LogKV", 2_000));
    journal.failed("XODUS", "too slow");
    return new Results(
            journal, Made.KEYS, "an abacus", "2026-11-21", "with a stopwatch", List.of("A: tuned"))
        .write(out);
  }

  private Element svg(String name) throws Exception {
    byte[] text = Files.readString(out.resolve(name)).getBytes(StandardCharsets.UTF_8);
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(text))
        .getDocumentElement();
  }

  private static List<String> texts(Element svg, String tag) {
    NodeList found = svg.getElementsByTagName(tag);
    return IntStream.range(0, found.getLength())
        .mapToObj(i -> found.item(i).getTextContent())
        .toList();
  }

  private static double length(Element line) {
    return Double.parseDouble(line.getAttribute("x2"))
        - Double.parseDouble(line.getAttribute("x1"));
  }
}
