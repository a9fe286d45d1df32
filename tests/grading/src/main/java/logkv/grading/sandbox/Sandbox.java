package logkv.grading.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How well processes are locked up on this machine: the strongest way of those that work here.
 *
 * <pre>
 *   NAMESPACES   bubblewrap: no network, no files but Java's and the cell's, no other processes;
 *                limits; as root also a user of its own for each cell
 *   USERS        as root without bubblewrap: limits, and a user of its own for each cell
 *   LIMITS       limits alone: prlimit, or the shell's ulimit; only for harmless code
 *   NOTHING      a process and a timer; only for harmless code
 * </pre>
 *
 * Immutable.
 */
public final class Sandbox {
  /** From the strongest down. */
  public enum Strength {
    NAMESPACES,
    USERS,
    LIMITS,
    NOTHING
  }

  private static final int FIRST_USER = 61_000; // which nobody else has
  private static final Path BWRAP = Path.of("/usr/bin/bwrap");
  private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");
  private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
  private static final Path SHELL = Path.of("/bin/sh");

  private final Strength strength;
  private final boolean ownUsers;
  private final Path java;

  private Sandbox(Strength strength, boolean ownUsers) {
    this.strength = strength;
    this.ownUsers = ownUsers;
    this.java = Path.of(System.getProperty("java.home"));
  }

  /**
   * Tries what works here, which takes about a second.
   *
   * @param folder to try it in; everybody must be able to reach it
   */
  public static Sandbox strongest(Path folder) throws IOException {
    return strongest(folder, Strength.NAMESPACES);
  }

  /** The same, but nothing stronger than {@code atMost}. */
  public static Sandbox strongest(Path folder, Strength atMost) throws IOException {
    boolean root = "root".equals(System.getProperty("user.name")) && Files.isExecutable(SETPRIV);
    List<Sandbox> candidates = new ArrayList<>();
    candidates.add(new Sandbox(Strength.NAMESPACES, true));
    candidates.add(new Sandbox(Strength.NAMESPACES, false));
    candidates.add(new Sandbox(Strength.USERS, true));
    candidates.add(new Sandbox(Strength.LIMITS, false));
    for (Sandbox candidate : candidates) {
      boolean wanted = candidate.strength.compareTo(atMost) >= 0 && (root || !candidate.ownUsers);
      if (wanted && candidate.works(folder)) {
        return candidate;
      }
    }
    return new Sandbox(Strength.NOTHING, false);
  }

  public Strength strength() {
    return strength;
  }

  /** For reports: what a submission could not do. */
  public String sentence() {
    switch (strength) {
      case NAMESPACES:
        return "Locked up with bubblewrap: no network, no other files, no other processes, an"
            + " unprivileged user, limits on time, memory, processes, disk and output.";
      case USERS:
        return "Weaker isolation, because bubblewrap does not work on this machine: an unprivileged"
            + " user and limits on time, memory, processes, disk and output, but the network and"
            + " all files that everybody may read were there.";
      case LIMITS:
        return "Weak isolation, because bubblewrap does not work on this machine: limits on time,"
            + " memory, disk and output, and only stores were run that use no more of the JDK than"
            + " a store needs.";
      default:
        return "Hardly any isolation on this machine: limits on wall time, heap, disk and output,"
            + " and only stores were run that use no more of the JDK than a store needs.";
    }
  }

  /**
   * Whether it can run any code whatever. If not, a process could kill those of the user who grades,
   * the grader first, and read and write that user's files; then only harmless code may run.
   */
  public boolean holdsAnything() {
    return strength == Strength.NAMESPACES || strength == Strength.USERS;
  }

  /** Whether a cell has a user of its own. */
  boolean hasOwnUsers() {
    return ownUsers;
  }

  static int user(int cell) {
    return FIRST_USER + cell;
  }

  /**
   * The command that starts {@code javaArguments} in {@code cell}.
   *
   * @param readable folders and files that it may read
   * @param writable the one folder that it may write to, and starts in
   */
  List<String> command(
      int cell, Limits limits, List<Path> readable, Path writable, List<String> javaArguments) {
    List<String> command = new ArrayList<>();
    if (ownUsers) {
      command.addAll(List.of(SETPRIV.toString(), "--reuid=" + user(cell), "--regid=" + user(cell)));
      command.addAll(List.of("--clear-groups", "--no-new-privs", "--"));
    }
    if (strength == Strength.NAMESPACES) {
      command.addAll(namespaces(readable, writable));
    }
    if (strength != Strength.NOTHING) {
      command.addAll(limited(limits));
    }
    command.add(java.resolve("bin").resolve("java").toString());
    command.addAll(jvm(limits, writable));
    command.addAll(javaArguments);
    return command;
  }

  private List<String> namespaces(List<Path> readable, Path writable) {
    List<String> arguments = new ArrayList<>();
    arguments.add(BWRAP.toString());
    arguments.addAll(List.of("--unshare-all", "--die-with-parent", "--new-session", "--clearenv"));
    arguments.addAll(List.of("--setenv", "LANG", "C.UTF-8", "--uid", "1000", "--gid", "1000"));
    arguments.addAll(List.of("--ro-bind", "/usr/lib", "/usr/lib"));
    for (String folder : List.of("/lib", "/lib64", "/usr/lib64", "/etc/ld.so.cache")) {
      arguments.addAll(List.of("--ro-bind-try", folder, folder));
    }
    bind(arguments, "--ro-bind", PRLIMIT);
    bind(arguments, "--ro-bind", java);
    // Debian keeps the settings of Java elsewhere.
    bind(arguments, "--ro-bind-try", Path.of("/etc", java.getFileName().toString()));
    String version = "java-" + Runtime.version().feature() + "-openjdk";
    bind(arguments, "--ro-bind-try", Path.of("/etc", version));
    arguments.addAll(List.of("--proc", "/proc", "--dev", "/dev", "--remount-ro", "/dev"));
    readable.forEach(path -> bind(arguments, "--ro-bind", path));
    bind(arguments, "--bind", writable);
    arguments.addAll(List.of("--remount-ro", "/", "--chdir", writable.toString(), "--"));
    return arguments;
  }

  private static void bind(List<String> arguments, String how, Path path) {
    arguments.addAll(List.of(how, path.toString(), path.toString()));
  }

  private List<String> limited(Limits limits) {
    long fileBytes = ((long) limits.diskMegabytes() << 20) / 4 * 3; // of one file
    if (Files.isExecutable(PRLIMIT)) {
      List<String> arguments = new ArrayList<>();
      arguments.add(PRLIMIT.toString());
      arguments.add("--cpu=" + limits.cpuSeconds());
      arguments.add("--as=" + limits.addressSpaceBytes());
      arguments.add("--fsize=" + fileBytes);
      arguments.addAll(List.of("--core=0", "--nofile=512"));
      if (strength != Strength.LIMITS) { // otherwise those of the user who grades count, too
        arguments.add("--nproc=" + limits.tasks());
      }
      arguments.add("--");
      return arguments;
    }
    String script = "ulimit -t %d; ulimit -v %d; ulimit -f %d; ulimit -c 0; exec \"$@\""
        .formatted(limits.cpuSeconds(), limits.addressSpaceBytes() >> 10, fileBytes >> 9);
    return List.of(SHELL.toString(), "-c", script, "limited");
  }

  private static List<String> jvm(Limits limits, Path writable) {
    return List.of(
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-XX:-UsePerfData",
        // Standard output is the grader's line, and no place for warnings and last words.
        "-XX:+DisplayVMOutputToStderr",
        "-Xlog:disable",
        "-XX:+SuppressFatalErrorMessage",
        "-Xshare:auto",
        "-XX:CICompilerCount=1",
        "-XX:ReservedCodeCacheSize=48m",
        "-XX:CompressedClassSpaceSize=64m",
        "-XX:MaxMetaspaceSize=128m",
        "-XX:MaxDirectMemorySize=128m",
        "-XX:-HeapDumpOnOutOfMemoryError",
        "-XX:+DisableAttachMechanism",
        "-Xmx" + limits.heapMegabytes() + "m",
        "-Djava.io.tmpdir=" + writable,
        "-Duser.language=en",
        "-Duser.country=US",
        "-Duser.timezone=UTC",
        "-Dfile.encoding=UTF-8");
  }

  private boolean works(Path folder) throws IOException {
    if (strength == Strength.NAMESPACES
        && !(Files.isExecutable(BWRAP) && Files.isExecutable(PRLIMIT))) {
      return false;
    }
    if (strength == Strength.LIMITS && !Files.isExecutable(SHELL)) {
      return false;
    }
    Path trial = Files.createTempDirectory(folder, "trial");
    try {
      if (ownUsers) {
        Files.setAttribute(trial, "unix:uid", user(0));
      }
      Process process = new ProcessBuilder(
              command(0, Limits.STORE, List.of(), trial, List.of("-version")))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
      boolean ended = process.waitFor(20, TimeUnit.SECONDS);
      process.destroyForcibly();
      return ended && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // one of the programs is not there
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      Files.delete(trial);
    }
  }
}
