package logkv.grading;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Which names of files Surefire takes for tests, read from where it reads them. */
final class SurefireIncludes {
  private static final String INCLUDES =
      "//plugin[artifactId='maven-surefire-plugin']/configuration/includes/include";

  private SurefireIncludes() {}

  /**
   * Returns the patterns in {@code pom}, as in {@code **}{@code /*Test.java}.
   *
   * @throws IOException if it cannot be read as a POM
   */
  static List<String> in(Path pom) throws IOException {
    try {
      var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
      NodeList found = (NodeList) XPathFactory.newInstance()
          .newXPath()
          .evaluate(INCLUDES, document, XPathConstants.NODESET);
      List<String> patterns = new ArrayList<>();
      for (int i = 0; i < found.getLength(); i++) {
        patterns.add(found.item(i).getTextContent().strip());
      }
      return patterns;
    } catch (ParserConfigurationException | SAXException | XPathExpressionException e) {
      throw new IOException(pom + " cannot be read: " + e.getMessage(), e);
    }
  }
}
