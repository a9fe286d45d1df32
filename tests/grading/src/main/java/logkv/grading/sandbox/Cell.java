package logkv.grading.sandbox;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The place of one submission at a time. All its processes run as the same user, and nobody else's do.
 *
 * <pre>
 *   folder/            the grader's
 *     sources/ ...     what it has written there for this submission
 *     open/            to which processes of the cell write, and nobody else
 * </pre>
 *
 * <p>Used by one thread; processes may be killed by any.
 */
public final class Cell implements AutoCloseable {
  private final Sandbox sandbox;
  private final int number;
  private final Path folder;
  private final Watch watch;
  private final Set<Child> children = ConcurrentHashMap.newKeySet();

  /**
   * @param number from 0, different for all cells that are used at the same time
   * @param folder of this cell alone; everybody must be able to reach it, it is made anew
   */
  public Cell(Sandbox sandbox, int number, Path folder, Watch watch) throws IOException {
    this.sandbox = sandbox;
    this.number = number;
    this.folder = folder;
    this.watch = watch;
    Removal.remove(folder);
    Files.createDirectories(folder);
    if (sandbox.hasOwnUsers()) {
      // Its processes may pass through, those of other cells may not.
      Files.setAttribute(folder, "unix:gid", Sandbox.user(number));
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));
    }
  }

  public Path folder() {
    return folder;
  }

  public Sandbox sandbox() {
    return sandbox;
  }

  /** Makes a folder, that of {@code name}, to which processes of the cell may write. */
  public Path openFolder(String name) throws IOException {
    Path open = folder.resolve(name);
    Files.createDirectories(open);
    giveAway(Files.getFileAttributeView(open, FileOwnerAttributeView.class));
    if (sandbox.hasOwnUsers()) {
      Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwx------"));
    }
    return open;
  }

  /** Makes the user of this cell the owner of a file, if it has one of its own. */
  public void giveAway(FileOwnerAttributeView file) throws IOException {
    if (sandbox.hasOwnUsers()) {
      file.setOwner(folder
          .getFileSystem()
          .getUserPrincipalLookupService()
          .lookupPrincipalByName(String.valueOf(Sandbox.user(number))));
    }
  }

  /**
   * Starts a JVM.
   *
   * @param classPath what it may read; its class path
   * @param readable what else it may read
   * @param writable a folder of {@link #openFolder}
   */
  public Child start(
      Limits limits,
      List<Path> classPath,
      List<Path> readable,
      Path writable,
      Class<?> main,
      List<String> arguments)
      throws IOException {
    List<Path> allReadable = new ArrayList<>(classPath);
    allReadable.addAll(readable);
    List<String> javaArguments = new ArrayList<>();
    javaArguments.add("-cp");
    javaArguments.add(
        String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList()));
    javaArguments.add(main.getName());
    javaArguments.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(sandbox.command(number, limits, allReadable, writable, javaArguments));
    builder.environment().clear();
    builder.environment().put("LANG", "C.UTF-8");
    Child child = new Child(builder.directory(writable.toFile()).start(), limits, writable, this);
    children.add(child);
    watch.add(child);
    return child;
  }

  /** Called when {@code child} is gone: what it has started without asking goes, too. */
  void ended(Child child) {
    children.remove(child);
    watch.remove(child);
  }

  /** Kills all processes of the cell, also those that hid from their parents, where possible. */
  public void killAll() {
    for (Child child : children) {
      child.kill();
    }
    if (sandbox.strength() == Sandbox.Strength.USERS) {
      killUser();
    }
  }

  private void killUser() {
    String user = String.valueOf(Sandbox.user(number));
    try {
      // As that user, -1 means every process of it.
      Process kill = new ProcessBuilder(
              "/usr/bin/setpriv",
              "--reuid=" + user,
              "--regid=" + user,
              "--clear-groups",
              "--",
              "/bin/sh",
              "-c",
              "kill -9 -1")
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
      kill.waitFor(10, TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Kills all, removes all. */
  @Override
  public void close() throws IOException {
    killAll();
    Removal.remove(folder);
  }
}
