package logkv.peers.engine;

import java.nio.file.Path;

/**
 * With what an engine is opened.
 *
 * @param directory where its files are; it exists
 * @param keys how many keys there will be at most
 * @param valueBytes how long every value is
 * @param forced whether a put is on the disk when it returns; if not, it need only survive the death of
 *     this process
 * @param keepsDead whether what was overwritten stays until {@link Engine#compact}
 */
public record Setup(Path directory, long keys, int valueBytes, boolean forced, boolean keepsDead) {
  public Setup in(Path other) {
    return new Setup(other, keys, valueBytes, forced, keepsDead);
  }
}
