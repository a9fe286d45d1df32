package logkv.grading.notes;

import static java.util.stream.Collectors.joining;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Pieces of one Java source, as they stand there: javac says where they begin and end.
 *
 * @param source the whole text
 * @param members in their order, nested ones behind their class
 * @param begin where the first type begins, with its Javadoc: behind package and imports
 */
record JavaCut(String source, List<Member> members, int begin) {
  private static final Pattern DOC = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);
  private static final Pattern PRE = Pattern.compile("<pre>(.*?)</pre>", Pattern.DOTALL);
  private static final Pattern COMMENT_BEHIND = Pattern.compile("[ \t]*//[^\n]*");

  /**
   * A class, method, constructor or field.
   *
   * @param name with its classes, as in {@code Grace.leave}; a constructor is called like its class
   * @param types of the parameters in parentheses, as in {@code (Path,long)}; empty for what has none
   * @param from where it begins in the source, without its Javadoc
   */
  record Member(String name, String types, int from, int to) {
    boolean isCalled(String wanted) {
      String full = wanted.contains("(") ? name + types : name;
      return full.equals(wanted) || full.endsWith("." + wanted);
    }
  }

  /** Reads {@code source}, which must be Java as far as its braces go. */
  static JavaCut of(String source) throws IOException {
    JavaFileObject file =
        new SimpleJavaFileObject(URI.create("string:///Cut.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreErrors) {
            return source;
          }
        };
    JavacTask javac = (JavacTask) ToolProvider.getSystemJavaCompiler()
        .getTask(null, null, problem -> {}, List.of("-proc:none"), null, List.of(file));
    SourcePositions positions = Trees.instance(javac).getSourcePositions();
    List<Member> members = new ArrayList<>();
    int begin = 0;
    for (CompilationUnitTree unit : javac.parse()) {
      Collecting collecting = new Collecting(unit, positions, members);
      unit.getTypeDecls().forEach(type -> type.accept(collecting, ""));
      begin = endOfHead(unit, positions);
    }
    return new JavaCut(source, List.copyOf(members), begin);
  }

  private static int endOfHead(CompilationUnitTree unit, SourcePositions positions) {
    long end = unit.getPackage() == null ? 0 : positions.getEndPosition(unit, unit.getPackage());
    for (Tree imported : unit.getImports()) {
      end = Math.max(end, positions.getEndPosition(unit, imported));
    }
    return (int) Math.max(0, end);
  }

  /** All types of the file, with their Javadoc. */
  String whole() {
    return source.substring(begin).strip();
  }

  /**
   * Returns the member without its Javadoc, moved to the left.
   *
   * @param wanted as in {@code leave}, {@code Grace.leave} or {@code leave(Ticket)}
   * @throws StaleException if there is none, or more than one
   */
  String member(String wanted) throws StaleException {
    List<Member> found =
        members.stream().filter(member -> member.isCalled(wanted)).toList();
    if (found.size() > 1 && !wanted.contains("(")) { // a class, and not its constructors
      List<Member> types = found.stream().filter(one -> one.types().isEmpty()).toList();
      found = types.size() == 1 ? types : found;
    }
    if (found.size() != 1) {
      throw new StaleException(
          found.isEmpty()
              ? "has no member " + wanted
              : "has several members %s: %s"
                  .formatted(
                      wanted,
                      found.stream().map(one -> one.name() + one.types()).collect(joining(", "))));
    }
    Member member = found.get(0);
    int from = source.lastIndexOf('\n', member.from()) + 1;
    Matcher behind = COMMENT_BEHIND.matcher(source).region(member.to(), source.length());
    int to = behind.lookingAt() ? behind.end() : member.to();
    return source.substring(from, to).stripIndent().strip();
  }

  /**
   * Returns a drawing: what stands in a {@code <pre>} of the Javadoc.
   *
   * @param number counted from 1 through the file
   * @throws StaleException if there are fewer
   */
  String drawing(int number) throws StaleException {
    int seen = 0;
    Matcher doc = DOC.matcher(source);
    while (doc.find()) {
      String text = doc.group(1).replaceAll("(?m)^[ \t]*\\* ?", "");
      Matcher pre = PRE.matcher(text);
      while (pre.find()) {
        if (++seen == number) {
          return plain(pre.group(1));
        }
      }
    }
    throw new StaleException(
        "has %d drawings in its Javadoc, and no drawing %d".formatted(seen, number));
  }

  private static String plain(String html) {
    String text = html.replaceAll("\\{@(?:code|literal) ([^{}]*)\\}", "$1")
        .replaceAll("\\{@link(?:plain)? [^{}\\s]+ ([^{}]+)\\}", "$1")
        .replaceAll("\\{@link(?:plain)? ([^{}\\s#]+)#([^{}\\s]+)\\}", "$1.$2")
        .replaceAll("\\{@link(?:plain)? #?([^{}\\s#]+)\\}", "$1")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#64;", "@")
        .replace("&amp;", "&");
    List<String> lines = new ArrayList<>(text.lines().map(String::stripTrailing).toList());
    while (!lines.isEmpty() && lines.get(0).isEmpty()) {
      lines.remove(0);
    }
    return String.join("\n", lines).stripTrailing().stripIndent();
  }

  /** Goes through classes, not into the bodies of methods. */
  private static final class Collecting extends TreeScanner<Void, String> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<Member> members;

    Collecting(CompilationUnitTree unit, SourcePositions positions, List<Member> members) {
      this.unit = unit;
      this.positions = positions;
      this.members = members;
    }

    @Override
    public Void visitClass(ClassTree type, String outer) {
      String name = outer + type.getSimpleName();
      add(name, "", type);
      type.getMembers().forEach(member -> member.accept(this, name + "."));
      return null;
    }

    @Override
    public Void visitMethod(MethodTree method, String outer) {
      String name = method.getName().contentEquals("<init>")
          ? outer.substring(0, outer.length() - 1).replaceFirst(".*\\.", "")
          : method.getName().toString();
      String types = method.getParameters().stream()
          .map(parameter -> parameter.getType().toString())
          .collect(joining(",", "(", ")"));
      add(outer + name, types, method);
      return null;
    }

    @Override
    public Void visitVariable(VariableTree field, String outer) {
      add(outer + field.getName(), "", field);
      return null;
    }

    private void add(String name, String types, Tree tree) {
      long from = positions.getStartPosition(unit, tree);
      long to = positions.getEndPosition(unit, tree);
      if (from >= 0 && to > from) { // what the compiler adds by itself is nowhere
        members.add(new Member(name, types, (int) from, (int) to));
      }
    }
  }
}
