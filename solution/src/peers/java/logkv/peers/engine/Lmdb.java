package logkv.peers.engine;

import static org.lmdbjava.CopyFlags.MDB_CP_COMPACT;
import static org.lmdbjava.DbiFlags.MDB_CREATE;
import static org.lmdbjava.EnvFlags.MDB_NOSYNC;
import static org.lmdbjava.EnvFlags.MDB_NOTLS;
import static org.lmdbjava.EnvFlags.MDB_WRITEMAP;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import logkv.peers.data.Data;
import org.lmdbjava.CursorIterable;
import org.lmdbjava.Dbi;
import org.lmdbjava.Env;
import org.lmdbjava.EnvFlags;
import org.lmdbjava.Txn;

/**
 * LMDB: a B+ tree in one mapped file, copied on write; one writer at a time, no log and no recovery.
 *
 * <p>Every put is a transaction, as otherwise it would not survive the process. The file is written
 * through the mapping (MDB_WRITEMAP), which its documentation calls faster; forced at each commit, or
 * not at all (MDB_NOSYNC). Every thread keeps a read transaction, and renews it for each get. Compaction
 * is a copy, since there is no other.
 */
final class Lmdb implements Engine {
  private final Path directory;
  private final Env<ByteBuffer> env;
  private final Dbi<ByteBuffer> dbi;
  private final Queue<Txn<ByteBuffer>> readers = new ConcurrentLinkedQueue<>();
  private final ThreadLocal<Own> own = ThreadLocal.withInitial(Own::new);

  /** What a thread keeps: direct buffers for a key and a value, and its read transaction. */
  private final class Own {
    final ByteBuffer key = ByteBuffer.allocateDirect(Data.KEY_BYTES);
    ByteBuffer value = ByteBuffer.allocateDirect(128);
    Txn<ByteBuffer> reading;

    ByteBuffer key(byte[] bytes) {
      return key.clear().put(bytes).flip();
    }

    ByteBuffer value(byte[] bytes) {
      if (value.capacity() < bytes.length) {
        value = ByteBuffer.allocateDirect(bytes.length);
      }
      return value.clear().put(bytes).flip();
    }

    Txn<ByteBuffer> reading() {
      if (reading == null) {
        reading = env.txnRead();
        readers.add(reading);
      } else {
        reading.renew();
      }
      return reading;
    }
  }

  Lmdb(Setup setup) {
    directory = setup.directory();
    EnvFlags[] flags = setup.forced()
        ? new EnvFlags[] {MDB_WRITEMAP, MDB_NOTLS}
        : new EnvFlags[] {MDB_WRITEMAP, MDB_NOTLS, MDB_NOSYNC};
    env = Env.create()
        .setMapSize((1L << 30) + setup.keys() * (setup.valueBytes() + 100L) * 8) // address space
        .setMaxDbs(1)
        .setMaxReaders(256)
        .open(directory.toFile(), flags);
    dbi = env.openDbi("kv", MDB_CREATE);
  }

  @Override
  public void put(byte[] key, byte[] value) {
    Own mine = own.get();
    try (Txn<ByteBuffer> txn = env.txnWrite()) {
      dbi.put(txn, mine.key(key), mine.value(value));
      txn.commit();
    }
  }

  @Override
  public byte[] get(byte[] key) {
    Own mine = own.get();
    Txn<ByteBuffer> txn = mine.reading();
    try {
      ByteBuffer found = dbi.get(txn, mine.key(key));
      return found == null ? null : copy(found);
    } finally {
      txn.reset();
    }
  }

  @Override
  public void delete(byte[] key) {
    Own mine = own.get();
    try (Txn<ByteBuffer> txn = env.txnWrite()) {
      dbi.delete(txn, mine.key(key));
      txn.commit();
    }
  }

  @Override
  public void batch(List<byte[]> keys, List<byte[]> values) {
    Own mine = own.get();
    try (Txn<ByteBuffer> txn = env.txnWrite()) {
      for (int i = 0; i < keys.size(); i++) {
        dbi.put(txn, mine.key(keys.get(i)), mine.value(values.get(i)));
      }
      txn.commit();
    }
  }

  @Override
  public void scan(Visitor visitor) throws Exception {
    try (Txn<ByteBuffer> txn = env.txnRead();
        CursorIterable<ByteBuffer> each = dbi.iterate(txn)) {
      for (CursorIterable.KeyVal<ByteBuffer> entry : each) {
        visitor.visit(copy(entry.key()), copy(entry.val()));
      }
    }
  }

  @Override
  public void compact() throws IOException {
    Path copy = Files.createDirectory(directory.resolve("copy"));
    env.copy(copy.toFile(), MDB_CP_COMPACT);
  }

  @Override
  public void close() {
    readers.forEach(Txn::close);
    env.close();
  }

  private static byte[] copy(ByteBuffer from) {
    byte[] bytes = new byte[from.remaining()];
    from.get(bytes);
    return bytes;
  }
}
