package logkv.course.carry;

import static java.util.Comparator.comparing;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A Java file cut into the members of its class. {@code beginning}, imports, {@code opening}, the
 * members and {@code end}, one after the other, are the file again.
 *
 * @param beginning up to the package declaration
 * @param imports one line each
 * @param opening from the comment of the class to its opening brace
 * @param members in their order
 * @param end what follows the last of them
 */
record JavaText(
    String beginning, TreeSet<String> imports, String opening, List<Member> members, String end) {

  /** As formatters sort them: a class before what is in it. */
  private static final Comparator<String> BY_NAME = comparing(line -> line.replace(";", ""));

  private static final Pattern PACKAGE = Pattern.compile("(?m)^package [^;]*;");
  private static final Pattern COMMENT_BEHIND = Pattern.compile("[ \\t]*//[^\\n]*");

  /**
   * A field, a method, or a class within the class.
   *
   * @param name different for each of a class, as in {@code "put(String,String)"}
   * @param text with the comment and the empty lines before it
   * @param code where in the text it begins, comments aside
   * @param line of the file, from 1, at which it begins, comments aside
   */
  record Member(String name, String text, int code, int line) {}

  /** Cuts {@code text}; empty if it is something else than one class, interface or record. */
  static Optional<JavaText> of(String text) throws IOException {
    JavacTask javac = (JavacTask) ToolProvider.getSystemJavaCompiler()
        .getTask(
            null, null, problem -> {}, List.of("-proc:none"), null, List.of(new InMemory(text)));
    CompilationUnitTree file = javac.parse().iterator().next();
    if (file.getTypeDecls().size() != 1
        || !(file.getTypeDecls().get(0) instanceof ClassTree type)
        || type.getKind() == Tree.Kind.ENUM) {
      return Optional.empty();
    }
    return new Cutter(text, file, Trees.instance(javac).getSourcePositions()).cut(type);
  }

  /** Cuts one text. */
  private record Cutter(String text, CompilationUnitTree file, SourcePositions positions) {

    Optional<JavaText> cut(ClassTree type) {
      Matcher name = Pattern.compile(
              "\\b(?:class|interface|record)\\s+" + type.getSimpleName() + "\\b")
          .matcher(text);
      Matcher packaged = PACKAGE.matcher(text);
      if (!packaged.find() || !name.find((int) positions.getStartPosition(file, type))) {
        return Optional.empty();
      }
      int brace = text.indexOf('{', name.end()) + 1;
      List<Member> members = new ArrayList<>();
      int at = brace;
      for (Tree tree : type.getMembers()) {
        int begin = (int) positions.getStartPosition(file, tree);
        int end = (int) positions.getEndPosition(file, tree);
        if (begin >= at && end > begin) { // otherwise part of the opening or of "int a, b"
          Matcher comment = COMMENT_BEHIND.matcher(text).region(end, text.length());
          end = comment.lookingAt() ? comment.end() : end;
          members.add(new Member(
              name(tree, members.size()), text.substring(at, end), begin - at, line(begin)));
          at = end;
        }
      }
      int opening = endOfImports(packaged.end());
      return Optional.of(new JavaText(
          text.substring(0, packaged.end()),
          imports(),
          text.substring(opening, brace),
          members,
          text.substring(at)));
    }

    private static String name(Tree tree, int number) {
      if (tree instanceof MethodTree method) {
        return method.getName()
            + method.getParameters().stream()
                .map(parameter -> parameter.getType().toString())
                .collect(Collectors.joining(",", "(", ")"));
      }
      if (tree instanceof VariableTree field) {
        return field.getName().toString();
      }
      return tree instanceof ClassTree type
          ? "class " + type.getSimpleName()
          : tree.getKind() + " " + number;
    }

    private TreeSet<String> imports() {
      return file.getImports().stream()
          .map(line -> line.toString().strip())
          .collect(Collectors.toCollection(() -> new TreeSet<>(BY_NAME)));
    }

    private int endOfImports(int otherwise) {
      int end = otherwise;
      for (Tree line : file.getImports()) {
        end = (int) positions.getEndPosition(file, line);
      }
      while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
        end++;
      }
      return end;
    }

    private int line(int at) {
      return (int) file.getLineMap().getLineNumber(at);
    }
  }

  /** A text as javac wants it. */
  private static final class InMemory extends SimpleJavaFileObject {
    private final String text;

    InMemory(String text) {
      super(URI.create("string:///Text.java"), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreErrors) {
      return text;
    }
  }
}
