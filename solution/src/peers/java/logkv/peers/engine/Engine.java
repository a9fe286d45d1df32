package logkv.peers.engine;

import java.io.IOException;
import java.util.List;

/**
 * What the comparison asks of a store; one small class for each, whose Javadoc states its settings and
 * why they are fair.
 *
 * <p>Fair means: the same promise wherever the engine can give it (see {@link Setup#forced}), no
 * compression, since the values are noise, and otherwise what the engine's own documentation advises. A
 * cache of its own gets {@value #CACHE_BYTES} bytes.
 *
 * <p>Any number of threads may call. Arrays that are passed in are the caller's again when the call
 * returns: whoever keeps them copies them. Arrays that are returned are the caller's.
 */
public interface Engine extends AutoCloseable {
  long CACHE_BYTES = 256L << 20;

  /** Makes {@code value} the value of {@code key}; what the return means is in {@link Setup#forced}. */
  void put(byte[] key, byte[] value) throws Exception;

  /** Returns the value, or null if there is none. */
  byte[] get(byte[] key) throws Exception;

  default void delete(byte[] key) throws Exception {
    throw new UnsupportedOperationException();
  }

  /** Puts all of them as one change, if the engine knows such a thing. */
  default void batch(List<byte[]> keys, List<byte[]> values) throws Exception {
    throw new UnsupportedOperationException();
  }

  /** Reads every key and value in the order of the keys' bytes. */
  default void scan(Visitor visitor) throws Exception {
    throw new UnsupportedOperationException();
  }

  /** Gives dead bytes back to the disk, and returns when that is done. */
  default void compact() throws Exception {
    throw new UnsupportedOperationException();
  }

  /**
   * Returns when what was put is where gets will find it from now on, and nothing is going on in the
   * background because of it. No clock runs meanwhile.
   */
  default void settle() throws Exception {
    // most have nothing to wait for, or offer no way
  }

  /** What its index takes in memory, as the engine itself says; -1 if it does not say. */
  default long indexBytes() throws Exception {
    return -1;
  }

  @Override
  void close() throws IOException;

  /** Hears of one entry; the arrays are only good until it returns. */
  interface Visitor {
    void visit(byte[] key, byte[] value) throws Exception;
  }
}
