package logkv.grading;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * One run of PIT: the suite of a phase against mutants of its answer.
 *
 * @param suite the module whose tests are run
 * @param answer the module whose classes are changed
 * @param classes the binary names of the classes to change
 * @param kit the classes of the crash kit, which the tests use
 */
record MutationRun(CourseModule suite, CourseModule answer, List<String> classes, Path kit) {

  /**
   * Makes all mutants and runs the tests on each, in a JVM of its own that works in {@code folder}.
   *
   * @throws IOException if PIT cannot do its work; the reason is in {@code folder/pit.log}
   */
  List<Mutant> in(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("target")); // where jqwik keeps its database
    Path log = folder.resolve("pit.log");
    Process pit = new ProcessBuilder(command(folder))
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(Redirect.to(log.toFile()))
        .start();
    if (pit.waitFor() != 0) {
      throw new IOException(suite + ": PIT failed; " + log + " says why");
    }
    return read(folder.resolve("mutations.xml"));
  }

  private List<String> command(Path folder) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String tested = String.join(
        ",", answer.classes().toString(), suite.testClasses().toString(), kit.toString());
    return List.of(
        java.toString(),
        "-cp",
        System.getProperty("java.class.path"),
        "org.pitest.mutationtest.commandline.MutationCoverageReport",
        "--reportDir=" + folder,
        "--sourceDirs=" + answer.sources(),
        "--targetClasses=" + String.join(",", classes),
        "--targetTests=logkv.*Test,logkv.*Test$*,logkv.*Properties",
        "--excludedTestClasses=logkv.crash.*,logkv.grading.*",
        "--excludedGroups=slow",
        "--classPath=" + tested,
        "--mutableCodePaths=" + answer.classes(),
        "--outputFormats=XML,HTML",
        "--timestampedReports=false",
        "--threads=" + Runtime.getRuntime().availableProcessors());
  }

  private List<Mutant> read(Path report) throws IOException {
    NodeList found;
    try {
      File file = report.toFile();
      found = DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(file)
          .getElementsByTagName("mutation");
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(report + " cannot be read", e);
    }
    List<Mutant> mutants = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      mutants.add(mutant((Element) found.item(i)));
    }
    return mutants;
  }

  private Mutant mutant(Element mutation) throws IOException {
    String className = text(mutation, "mutatedClass");
    String operator = text(mutation, "mutator").replaceFirst(".*\\.", "");
    int line = Integer.parseInt(text(mutation, "lineNumber"));
    String packageFolder = className.substring(0, className.lastIndexOf('.')).replace('.', '/');
    Path source = answer.sources().resolve(packageFolder).resolve(text(mutation, "sourceFile"));
    return new Mutant(
        className + "." + text(mutation, "mutatedMethod"),
        operator.replaceFirst("(ReturnVals)?Mutator$", ""),
        line,
        Files.readAllLines(source).get(line - 1).strip(),
        mutation.getAttribute("detected").equals("true"));
  }

  private static String text(Element mutation, String tag) {
    return mutation.getElementsByTagName(tag).item(0).getTextContent();
  }
}
