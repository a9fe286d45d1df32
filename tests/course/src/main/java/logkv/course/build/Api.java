package logkv.course.build;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/** Writes down what can be seen of classes from outside: everything but bodies and private members. */
final class Api {
  private Api() {}

  static String of(Iterable<? extends Element> analyzed) {
    TreeSet<String> lines = new TreeSet<>();
    for (Element element : analyzed) {
      if (element instanceof TypeElement) {
        describe(element, lines);
      }
    }
    return String.join("\n", lines);
  }

  private static void describe(Element element, TreeSet<String> lines) {
    if (element.getModifiers().contains(Modifier.PRIVATE)) {
      return;
    }
    lines.add(line(element));
    for (Element inside : element.getEnclosedElements()) {
      describe(inside, lines);
    }
  }

  private static String line(Element element) {
    List<String> words = new ArrayList<>();
    words.add(String.valueOf(element.getEnclosingElement()));
    words.add(String.valueOf(element.getModifiers()));
    words.add(element.getKind().name());
    words.add(element.toString());
    words.add(String.valueOf(element.asType()));
    if (element instanceof TypeElement type) {
      words.add(String.valueOf(type.getTypeParameters()));
      words.add(String.valueOf(type.getSuperclass()));
      words.add(String.valueOf(type.getInterfaces()));
      words.add(String.valueOf(type.getPermittedSubclasses()));
    } else if (element.getKind() == ElementKind.FIELD) {
      // A constant is copied into the code that uses it.
      words.add(String.valueOf(((VariableElement) element).getConstantValue()));
    }
    return String.join(" ", words);
  }
}
