package logkv.grading.notes;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Every drawing in {@code lectures/pictures} can be read in light and in dark, tells in words what it
 * shows, asks for nothing of the net, and stands on some page.
 */
final class Pictures {
  private static final String FOLDER = "lectures/pictures";
  private static final Pattern ELSEWHERE =
      Pattern.compile("(?:href|src)=\"(?!#)|url\\((?!#)|@import|<script|\\son\\w+=");

  private Pictures() {}

  /** Returns what is wrong with the drawings below {@code root}; {@code pages} are all texts. */
  static List<Finding> check(Path root, List<String> pages) throws IOException {
    List<Finding> findings = new ArrayList<>();
    Path folder = root.resolve(FOLDER);
    if (!Files.isDirectory(folder)) {
      return findings;
    }
    List<Path> drawings;
    try (Stream<Path> inside = Files.list(folder)) {
      drawings =
          inside.filter(file -> file.toString().endsWith(".svg")).sorted().toList();
    }
    for (Path drawing : drawings) {
      String name = FOLDER + "/" + drawing.getFileName();
      for (String what : wrong(Files.readString(drawing))) {
        findings.add(new Finding(name, 1, what));
      }
      if (pages.stream().noneMatch(page -> page.contains("pictures/" + drawing.getFileName()))) {
        findings.add(new Finding(name, 1, "stands on no page; show it, or delete it"));
      }
    }
    return findings;
  }

  private static List<String> wrong(String svg) throws IOException {
    Element root;
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      root = builder.parse(new InputSource(new StringReader(svg))).getDocumentElement();
    } catch (SAXException e) {
      return List.of("is no XML: " + e.getMessage());
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("every Java reads XML", e);
    }
    List<String> wrong = new ArrayList<>();
    for (String needed : List.of("title", "desc")) {
      if (root.getElementsByTagName(needed).getLength() == 0) {
        wrong.add("has no <%s>, for those who cannot see it".formatted(needed));
      }
    }
    if (!svg.contains("prefers-color-scheme: dark")) {
      wrong.add("has no colours for dark pages, @media (prefers-color-scheme: dark)");
    }
    if (root.getAttribute("viewBox").isEmpty()) {
      wrong.add("has no viewBox, and so cannot be made larger or smaller");
    }
    if (ELSEWHERE.matcher(svg).find()) {
      wrong.add("asks for something outside of itself, or has a script");
    }
    return wrong;
  }
}
