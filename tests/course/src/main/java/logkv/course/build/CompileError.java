package logkv.course.build;

import java.nio.file.Path;

/**
 * What javac does not accept.
 *
 * @param line of {@code file}, from 1
 * @param message javac's own words, without the place
 */
public record CompileError(Path file, long line, String message) {}
