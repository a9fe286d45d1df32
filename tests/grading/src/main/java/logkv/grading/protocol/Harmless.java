package logkv.grading.protocol;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import logkv.crash.disk.ConstantPool;

/**
 * Whether a submission can reach nothing but itself and what it is given, so that it may share a JVM
 * with a suite.
 *
 * <p>A class can only call what its constant pool names; the one way around that is to ask the JDK:
 * for reflection, a class loader, a process, another thread, a file of the real system. So a class
 * may name its own packages and those parts of the JDK from which no such way begins. This is a list
 * of what is allowed: what the next JDK brings is not.
 */
public final class Harmless {
  private static final List<String> OWN = List.of("logkv/");

  /** Packages, of which all is allowed but {@link #REFUSED}. */
  private static final Set<String> PACKAGES = Set.of(
      "java/io",
      "java/lang",
      "java/lang/annotation",
      "java/lang/ref",
      "java/math",
      "java/nio",
      "java/nio/channels",
      "java/nio/charset",
      "java/nio/file",
      "java/nio/file/attribute",
      "java/text",
      "java/time",
      "java/time/format",
      "java/time/temporal",
      "java/util",
      "java/util/concurrent",
      "java/util/concurrent/atomic",
      "java/util/concurrent/locks",
      "java/util/function",
      "java/util/random",
      "java/util/regex",
      "java/util/stream",
      "java/util/zip");

  /** Single classes: what javac itself writes for lambdas, texts and records. */
  private static final Set<String> CLASSES = Set.of(
      "java/lang/invoke/LambdaMetafactory",
      "java/lang/invoke/StringConcatFactory",
      "java/lang/invoke/MethodHandles",
      "java/lang/invoke/MethodHandles$Lookup",
      "java/lang/invoke/MethodHandle",
      "java/lang/invoke/MethodType",
      "java/lang/invoke/CallSite",
      "java/lang/invoke/TypeDescriptor",
      "java/lang/runtime/ObjectMethods",
      "java/util/logging/Logger",
      "java/util/logging/Level");

  /** Classes of the packages above that lead out. */
  private static final Set<String> REFUSED = Set.of(
      "java/io/Console",
      "java/io/File",
      "java/io/FileDescriptor",
      "java/io/FileInputStream",
      "java/io/FileOutputStream",
      "java/io/FileReader",
      "java/io/FileWriter",
      "java/io/ObjectInputStream",
      "java/io/ObjectOutputStream",
      "java/io/RandomAccessFile",
      "java/lang/ClassLoader",
      "java/lang/ClassValue",
      "java/lang/Module",
      "java/lang/ModuleLayer",
      "java/lang/Process",
      "java/lang/ProcessBuilder",
      "java/lang/SecurityManager",
      "java/lang/StackWalker",
      "java/lang/ThreadGroup",
      "java/lang/Compiler",
      "java/util/PropertyResourceBundle",
      "java/util/ListResourceBundle",
      "java/nio/channels/Pipe",
      "java/nio/channels/Selector",
      "java/nio/channels/SocketChannel",
      "java/nio/channels/ServerSocketChannel",
      "java/nio/channels/DatagramChannel",
      "java/nio/channels/AsynchronousSocketChannel",
      "java/nio/channels/AsynchronousServerSocketChannel",
      "java/nio/file/FileSystems",
      "java/nio/file/Paths",
      "java/util/ResourceBundle",
      "java/util/ServiceLoader",
      "java/util/zip/ZipFile");

  /** Methods that lead out: class, name, and the beginning of the descriptor. */
  private static final List<String> REFUSED_METHODS = List.of(
      "java/lang/System console (",
      "java/lang/System inheritedChannel (",
      "java/lang/System load (",
      "java/lang/System loadLibrary (",
      "java/lang/Runtime exec (",
      "java/lang/Runtime load (",
      "java/lang/Runtime loadLibrary (",
      "java/nio/file/Path of (",
      "java/nio/file/Files createTempFile (Ljava/lang/String;",
      "java/nio/file/Files createTempDirectory (Ljava/lang/String;",
      // These open files of the real system by their names.
      "java/io/PrintWriter <init> (Ljava/lang/String;",
      "java/io/PrintStream <init> (Ljava/lang/String;",
      "java/util/Formatter <init> (Ljava/lang/S");

  /** Methods that a class of the submission may have inherited, so that its name is no matter. */
  private static final List<String> REFUSED_INHERITED_METHODS = List.of(
      "getAllStackTraces ()Ljava/util/Map;",
      "enumerate ([Ljava/lang/Thread;)I",
      "getThreadGroup ()Ljava/lang/ThreadGroup;",
      "getContextClassLoader ()Ljava/lang/ClassLoader;",
      "toFile ()Ljava/io/File;");

  /** Of these classes only these methods, because most others lead out. */
  private static final Map<String, Set<String>> ONLY = Map.of(
      "java/lang/Class",
      Set.of(
          "getName",
          "getSimpleName",
          "isInstance",
          "cast",
          "desiredAssertionStatus",
          "hashCode",
          "equals",
          "toString",
          "getEnumConstants"),
      "java/lang/ProcessHandle",
      Set.of("current", "pid"), // a lock says who holds it
      "java/lang/invoke/MethodHandles",
      Set.of(), // javac names it beside its Lookup
      "java/lang/invoke/MethodHandles$Lookup",
      Set.of(),
      "java/lang/invoke/MethodHandle",
      Set.of(),
      "java/lang/invoke/MethodType",
      Set.of(),
      "java/util/logging/Logger",
      Set.of(
          "getLogger",
          "info",
          "fine",
          "finer",
          "finest",
          "warning",
          "severe",
          "config",
          "log",
          "isLoggable"));

  private Harmless() {}

  /**
   * Returns a sentence about something in {@code classes} that leads out, or nothing if all is well.
   *
   * @param classes a folder of class files, as javac has written them
   */
  public static Optional<String> objection(Path classes) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(classes)) {
      files = all.filter(file -> file.toString().endsWith(".class")).sorted().toList();
    }
    for (Path file : files) {
      Optional<String> objection = objectionTo(file);
      if (objection.isPresent()) {
        String type = classes.relativize(file).toString().replace('/', '.');
        return Optional.of("%s uses %s."
            .formatted(type.substring(0, type.length() - ".class".length()), objection.get()));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> objectionTo(Path file) throws IOException {
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
      for (String use : ConstantPool.read(new DataInputStream(bytes)).uses()) {
        Optional<String> objection = objectionTo(use);
        if (objection.isPresent()) {
          return objection;
        }
      }
    }
    return Optional.empty();
  }

  /**
   * @param use a class, or a class, a name and a descriptor
   */
  static Optional<String> objectionTo(String use) {
    String[] parts = use.split(" ", 2);
    String type = elementType(parts[0]);
    if (type.isEmpty()) {
      return Optional.empty();
    }
    boolean own = OWN.stream().anyMatch(type::startsWith);
    if (own && isGraders(type) || !own && !isAllowed(type)) {
      return Optional.of(type.replace('/', '.'));
    }
    return parts.length == 1 ? Optional.empty() : objectionTo(type, parts[1]);
  }

  private static Optional<String> objectionTo(String type, String member) {
    String name = member.substring(0, member.indexOf(' '));
    Set<String> only = ONLY.get(type);
    if (only != null && !only.contains(name)) {
      return Optional.of(type.replace('/', '.') + "." + name);
    }
    boolean refused = REFUSED_INHERITED_METHODS.stream().anyMatch(member::equals)
        || REFUSED_METHODS.stream().anyMatch((type + " " + member)::startsWith);
    if (!refused) {
      return Optional.empty();
    }
    String words = type.replace('/', '.');
    return Optional.of(name.equals("<init>") ? "new " + words + "(String)" : words + "." + name);
  }

  /** The grader and the crash kit have packages below ours. */
  private static boolean isGraders(String type) {
    return type.lastIndexOf('/') != "logkv".length() && !type.startsWith("logkv/log/");
  }

  private static boolean isAllowed(String type) {
    if (CLASSES.contains(type)) {
      return true;
    }
    String outer = type.contains("$") ? type.substring(0, type.indexOf('$')) : type;
    return PACKAGES.contains(type.substring(0, Math.max(0, type.lastIndexOf('/'))))
        && !REFUSED.contains(outer);
  }

  /** Of an array its elements' class; {@code ""} if those are numbers. */
  private static String elementType(String type) {
    if (!type.startsWith("[")) {
      return type;
    }
    String element = type.replaceFirst("\\[+", "");
    return element.startsWith("L") ? element.substring(1, element.length() - 1) : "";
  }
}
