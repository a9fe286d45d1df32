package logkv.peers.engine;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompressionType;
import org.rocksdb.DataBlockIndexType;
import org.rocksdb.FlushOptions;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * RocksDB: a log-structured merge tree with a write-ahead log, which is written at every put, and
 * forced if that is asked for.
 *
 * <p>What its tuning guide advises: whole-key Bloom filters of 10 bits, a hash index in data blocks for
 * point lookups, dynamic level sizes, two background threads, a block cache of {@link
 * Engine#CACHE_BYTES} that holds indexes and filters too; a write buffer of 64 MiB, as is the default. A
 * compaction may use both processors, and values of {@value #BLOB_BYTES} bytes or more lie in blob files.
 */
final class RocksDb implements Engine {
  private static final int BLOB_BYTES = 4 << 10;

  private final BloomFilter bloom;
  private final LRUCache cache;
  private final Options options;
  private final WriteOptions write;
  private final RocksDB db;
  private final boolean keepsDead;

  RocksDb(Setup setup) throws RocksDBException {
    RocksDB.loadLibrary();
    bloom = new BloomFilter(10);
    cache = new LRUCache(CACHE_BYTES);
    BlockBasedTableConfig table = new BlockBasedTableConfig()
        .setBlockCache(cache)
        .setFilterPolicy(bloom)
        .setCacheIndexAndFilterBlocks(true)
        .setPinL0FilterAndIndexBlocksInCache(true)
        .setDataBlockIndexType(DataBlockIndexType.kDataBlockBinaryAndHash);
    options = new Options()
        .setCreateIfMissing(true)
        .setCompressionType(CompressionType.NO_COMPRESSION)
        .setLevelCompactionDynamicLevelBytes(true)
        .setMaxBackgroundJobs(2)
        .setMaxSubcompactions(2)
        .setEnableBlobFiles(setup.valueBytes() >= BLOB_BYTES)
        .setMinBlobSize(BLOB_BYTES)
        .setBytesPerSync(1 << 20)
        .setDisableAutoCompactions(setup.keepsDead())
        .setTableFormatConfig(table);
    keepsDead = setup.keepsDead();
    if (keepsDead) { // or it would stop writers that are ahead of compaction
      options.setLevel0SlowdownWritesTrigger(1_000_000).setLevel0StopWritesTrigger(1_000_000);
    }
    write = new WriteOptions().setSync(setup.forced());
    db = RocksDB.open(options, setup.directory().toString());
  }

  @Override
  public void put(byte[] key, byte[] value) throws RocksDBException {
    db.put(write, key, value);
  }

  @Override
  public byte[] get(byte[] key) throws RocksDBException {
    return db.get(key);
  }

  @Override
  public void delete(byte[] key) throws RocksDBException {
    db.delete(write, key);
  }

  @Override
  public void batch(List<byte[]> keys, List<byte[]> values) throws RocksDBException {
    try (WriteBatch batch = new WriteBatch()) {
      for (int i = 0; i < keys.size(); i++) {
        batch.put(keys.get(i), values.get(i));
      }
      db.write(write, batch);
    }
  }

  @Override
  public void scan(Visitor visitor) throws Exception {
    try (RocksIterator each = db.newIterator()) {
      for (each.seekToFirst(); each.isValid(); each.next()) {
        visitor.visit(each.key(), each.value());
      }
      each.status();
    }
  }

  @Override
  public void compact() throws RocksDBException {
    db.compactRange();
  }

  /** Writes what is in memory to a table, and waits for the compactions that this brings about. */
  @Override
  public void settle() throws RocksDBException {
    try (FlushOptions wait = new FlushOptions().setWaitForFlush(true)) {
      db.flush(wait);
    }
    while (!keepsDead && isBusy()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  private boolean isBusy() throws RocksDBException {
    return db.getLongProperty("rocksdb.compaction-pending") > 0
        || db.getLongProperty("rocksdb.num-running-compactions") > 0
        || db.getLongProperty("rocksdb.num-running-flushes") > 0;
  }

  @Override
  public void close() {
    db.close();
    write.close();
    options.close();
    bloom.close();
    cache.close();
  }
}
