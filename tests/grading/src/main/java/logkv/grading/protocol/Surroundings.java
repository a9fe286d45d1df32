package logkv.grading.protocol;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import logkv.course.build.Compiler;
import logkv.crash.CrashTest;
import logkv.grading.bench.Bench;
import logkv.grading.bench.InChildSuite;
import logkv.grading.child.StoreMain;

/**
 * What all submissions of a run have in common: the class paths of the children, and the secret seed.
 *
 * <p>Children get copies of just the packages that they need, where every user can read them. So a
 * submission sees neither the hidden suites nor the grader, wherever those are.
 *
 * @param store the class path of a child that calls a store
 * @param suite that of a child that runs an in-child suite
 * @param compiler that of a child that runs javac
 * @param visible that of a child that runs visible tests, without the test framework
 * @param seed from which all random choices come
 * @param allowance how much each submission may use
 */
public record Surroundings(
    List<Path> store,
    List<Path> suite,
    List<Path> compiler,
    List<Path> visible,
    String seed,
    Allowance allowance) {

  /**
   * Makes the copies.
   *
   * @param folder which is empty, and which everybody can reach
   */
  public static Surroundings in(
      Path folder, List<InChildSuite> inChild, String seed, Allowance allowance)
      throws IOException {
    Path child = folder.resolve("child");
    copyPackage(StoreMain.class, child);
    copyPackage(Bench.class, child);
    Path suites = folder.resolve("suites");
    Files.createDirectories(suites);
    for (InChildSuite one : inChild) {
      copyPackage(one.getClass(), suites);
    }
    Path kit = copyAll(CrashTest.class, folder.resolve("kit"));
    Path course = copyAll(Compiler.class, folder.resolve("course"));
    return new Surroundings(
        List.of(child),
        List.of(child, suites, kit),
        List.of(child, course),
        List.of(child, course, kit),
        seed,
        allowance);
  }

  /** Random numbers for {@code promise}, the same for all submissions and on every run. */
  public Random random(String promise) {
    return new Random(number(promise));
  }

  long number(String promise) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256")
          .digest((seed + "\n" + promise).getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static Path home(Class<?> type) throws IOException {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException(type + " was loaded from nowhere that can be copied", e);
    }
  }

  private static void copyPackage(Class<?> type, Path folder) throws IOException {
    String name = type.getPackageName().replace('.', '/');
    Path target = folder.resolve(name);
    Files.createDirectories(target);
    try (Stream<Path> classes = Files.list(home(type).resolve(name))) {
      for (Path file : classes.filter(Files::isRegularFile).toList()) {
        Files.copy(
            file,
            target.resolve(file.getFileName().toString()),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** The whole jar or folder, in which there is nothing that students do not have. */
  private static Path copyAll(Class<?> type, Path target) throws IOException {
    Path home = home(type);
    if (Files.isRegularFile(home)) {
      Path jar = Path.of(target + ".jar");
      Files.copy(home, jar);
      return jar;
    }
    List<Path> all = new ArrayList<>();
    try (Stream<Path> inside = Files.walk(home)) {
      inside.forEach(all::add);
    }
    for (Path file : all) {
      Path copy = target.resolve(home.relativize(file).toString());
      if (Files.isDirectory(file)) {
        Files.createDirectories(copy);
      } else {
        Files.copy(file, copy);
      }
    }
    return target;
  }
}
