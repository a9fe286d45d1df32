package logkv.crash.disk;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;

/**
 * What was in a directory when it was opened, in an order that means nothing: never sorted, and the
 * same whenever the names are the same. A store that relies on the order is found out.
 */
final class Listing implements DirectoryStream<Path>, Iterator<Path> {
  private final Iterator<Path> all;
  private final Filter<? super Path> filter;
  private Path next; // null: not looked for yet, or there is none
  private boolean handedOut;
  private boolean closed;

  Listing(Path directory, Names names, Filter<? super Path> filter) {
    List<Path> paths = new ArrayList<>(names.size());
    for (String name : shuffled(names)) {
      paths.add(directory.resolve(name));
    }
    this.all = paths.iterator();
    this.filter = filter;
  }

  private static List<String> shuffled(Names names) {
    List<String> sorted = new ArrayList<>(names.size());
    for (int i = 0; i < names.size(); i++) {
      sorted.add(names.name(i));
    }
    List<String> shuffled = new ArrayList<>(sorted);
    Collections.shuffle(shuffled, new Random(sorted.hashCode()));
    if (shuffled.equals(sorted)) {
      Collections.reverse(shuffled);
    }
    return shuffled;
  }

  @Override
  public Iterator<Path> iterator() {
    if (closed || handedOut) {
      throw new IllegalStateException(closed ? "Directory stream is closed" : "Iterator obtained");
    }
    handedOut = true;
    return this;
  }

  @Override
  public boolean hasNext() {
    try {
      while (next == null && !closed && all.hasNext()) {
        Path candidate = all.next();
        if (filter == null || filter.accept(candidate)) {
          next = candidate;
        }
      }
    } catch (IOException e) {
      throw new DirectoryIteratorException(e);
    }
    return next != null;
  }

  @Override
  public Path next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Path found = next;
    next = null;
    return found;
  }

  @Override
  public void close() {
    closed = true;
  }
}
