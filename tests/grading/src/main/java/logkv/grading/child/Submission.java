package logkv.grading.child;

import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import logkv.grading.bench.LocalStore;

/** The classes of a submission, in a loader of their own, and the adapter compiled with them. */
final class Submission {
  private final Class<?> adapter;

  /**
   * Runs no code of the submission yet.
   *
   * @param classes the folder of the class files
   */
  Submission(Path classes) throws MalformedURLException, ClassNotFoundException {
    URL[] folder = {classes.toUri().toURL()};
    URLClassLoader loader =
        new URLClassLoader(Threw.LOADER, folder, Submission.class.getClassLoader());
    adapter = Class.forName(Threw.ADAPTER, false, loader);
  }

  /** A way to open its stores. */
  Opener opener() {
    try {
      return (Opener) adapter.getConstructor().newInstance();
    } catch (InvocationTargetException e) {
      throw new LinkageError("the adapter throws", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the adapter is ours and has a constructor", e);
    }
  }

  /** What the adapter offers to {@link StoreMain} beyond what suites may use. */
  public interface Opener extends LocalStore.Opener {

    /** A new {@code InMemoryStore}. */
    LocalStore openInMemory();

    boolean wantsCompaction(long minimumBytes, double deadRatio, long logBytes, long deadBytes);
  }
}
