package logkv.grading.child;

import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/** The classes of a submission, in a loader of their own, and the adapter compiled with them. */
final class Submission {
  private final URL[] urls;
  private final Class<?> adapter;

  /**
   * Runs no code of the submission yet.
   *
   * @param folders of its class files and of the adapter
   */
  Submission(String[] folders) throws MalformedURLException, ClassNotFoundException {
    this(urls(folders));
  }

  private Submission(URL[] urls) throws ClassNotFoundException {
    this.urls = urls;
    URLClassLoader loader =
        new URLClassLoader(Threw.LOADER, urls, Submission.class.getClassLoader());
    adapter = Class.forName(Threw.ADAPTER, false, loader);
  }

  private static URL[] urls(String[] folders) throws MalformedURLException {
    URL[] urls = new URL[folders.length];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = Path.of(folders[i]).toUri().toURL();
    }
    return urls;
  }

  /** The same classes in another loader. */
  Submission anew() {
    try {
      return new Submission(urls);
    } catch (ClassNotFoundException e) {
      throw new LinkageError("the adapter was there before", e);
    }
  }

  /** A way to open its stores. */
  SubmissionOpener opener() {
    try {
      return (SubmissionOpener) adapter.getConstructor().newInstance();
    } catch (InvocationTargetException e) {
      throw new LinkageError("the adapter throws", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the adapter is ours and has a constructor", e);
    }
  }
}
