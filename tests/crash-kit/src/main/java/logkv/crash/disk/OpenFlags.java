package logkv.crash.disk;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.DSYNC;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.SYNC;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * What the options of an open mean together, by the rules of the JDK: without READ, WRITE and APPEND
 * it is for reading, and what creates or truncates counts only for writing.
 */
record OpenFlags(
    boolean read,
    boolean write,
    boolean append,
    boolean truncate,
    boolean create,
    boolean createNew,
    boolean forceEachWrite) {

  static OpenFlags of(Path path, Set<? extends OpenOption> options) {
    for (OpenOption option : options) {
      if (!(option instanceof StandardOpenOption) && option != LinkOption.NOFOLLOW_LINKS) {
        throw NotHere.option(path, option);
      }
    }
    if (options.contains(DELETE_ON_CLOSE)) {
      throw NotHere.deleteOnClose(path);
    }
    boolean append = options.contains(APPEND);
    boolean write = append || options.contains(WRITE);
    if (append && options.contains(READ)) {
      throw new IllegalArgumentException("READ + APPEND not allowed");
    }
    if (append && options.contains(TRUNCATE_EXISTING)) {
      throw new IllegalArgumentException("APPEND + TRUNCATE_EXISTING not allowed");
    }
    return new OpenFlags(
        !write || options.contains(READ),
        write,
        append,
        write && options.contains(TRUNCATE_EXISTING),
        write && options.contains(CREATE),
        write && options.contains(CREATE_NEW),
        options.contains(SYNC) || options.contains(DSYNC));
  }
}
