package logkv.segmented;

import java.util.List;

/**
 * What reading everything has found.
 *
 * @param records how many whole records there are, overwritten ones and tombstones included
 * @param bytes how many bytes were read
 * @param damages every place that is not as it was written, in the order of the log; none is best
 */
public record Verification(long records, long bytes, List<Damage> damages) {

  public Verification {
    damages = List.copyOf(damages);
  }

  public boolean isClean() {
    return damages.isEmpty();
  }

  /**
   * A place that is not as it was written.
   *
   * @param file the file, as it was named when the store was opened
   * @param offset where in it the bad bytes begin
   * @param reason what is wrong with them
   */
  public record Damage(String file, long offset, String reason) {
    @Override
    public String toString() {
      return "%s: no record at offset %d: %s".formatted(file, offset, reason);
    }
  }
}
