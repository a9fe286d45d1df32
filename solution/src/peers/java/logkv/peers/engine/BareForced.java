package logkv.peers.engine;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import logkv.peers.data.Data;

/**
 * No store, but what it costs to append a record and to have it on the disk: alone, or with those that
 * wait at the same time. Then the first of them writes and forces for all: plain group commit, which who
 * gathers larger groups can beat.
 *
 * <p>Preallocated: the file has been filled with zeros {@value #AHEAD} bytes ahead, so that a force need
 * not record a new length.
 */
final class BareForced implements Engine {
  private static final int HEADER_BYTES = 17;
  private static final int AHEAD = 16 << 20;

  private final int recordBytes;
  private final boolean grouped;
  private final boolean preallocated;
  private final FileChannel file;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition forced = lock.newCondition();
  private ByteBuffer waiting;
  private ByteBuffer spare;
  private long waitingGroup = 1; // what is put now will be forced as this one
  private long forcedGroup;
  private boolean forcing;
  private long end;
  private long allocated;
  private final Map<Long, Long> places = new HashMap<>(); // of the numbers, once somebody reads
  private long placed;

  BareForced(Setup setup, boolean grouped, boolean preallocated) throws IOException {
    this.grouped = grouped;
    this.preallocated = preallocated;
    recordBytes = HEADER_BYTES + Data.KEY_BYTES + setup.valueBytes();
    waiting = ByteBuffer.allocateDirect(recordBytes * 1024);
    spare = ByteBuffer.allocateDirect(recordBytes * 1024);
    file = FileChannel.open(setup.directory().resolve("bare"), CREATE, READ, WRITE);
    if (preallocated) {
      allocate(); // and again whenever this is used up
    }
  }

  @Override
  public void put(byte[] key, byte[] value) throws IOException {
    lock.lock();
    try {
      record(waiting, key, value);
      if (!grouped) {
        write(waiting);
        return;
      }
      long group = waitingGroup;
      while (forcedGroup < group) {
        if (forcing) {
          forced.awaitUninterruptibly();
        } else {
          forceForAll();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Holding the lock; lets go of it meanwhile. */
  private void forceForAll() throws IOException {
    forcing = true;
    ByteBuffer group = waiting;
    waiting = spare;
    spare = group;
    long number = waitingGroup++;
    lock.unlock();
    try {
      write(group);
    } finally {
      lock.lock();
      forcing = false;
      forcedGroup = number;
      forced.signalAll();
    }
  }

  private static void record(ByteBuffer into, byte[] key, byte[] value) {
    into.position(into.position() + HEADER_BYTES).put(key).put(value);
  }

  private void write(ByteBuffer records) throws IOException {
    records.flip();
    if (preallocated && end + records.remaining() > allocated) {
      allocate();
    }
    while (records.hasRemaining()) {
      end += file.write(records, end);
    }
    records.clear();
    file.force(false);
  }

  private void allocate() throws IOException {
    ByteBuffer zeros = ByteBuffer.allocateDirect(1 << 20);
    for (allocated = end; allocated < end + AHEAD; ) {
      allocated += file.write(zeros.clear(), allocated);
    }
    file.force(true);
  }

  @Override
  public byte[] get(byte[] key) throws IOException {
    Long at = places().get(BareFile.number(key));
    if (at == null) {
      return null;
    }
    ByteBuffer value = ByteBuffer.allocate(recordBytes - HEADER_BYTES - Data.KEY_BYTES);
    file.read(value, at + HEADER_BYTES + Data.KEY_BYTES);
    return value.array();
  }

  private synchronized Map<Long, Long> places() throws IOException {
    byte[] key = new byte[Data.KEY_BYTES];
    for (; placed < end; placed += recordBytes) {
      file.read(ByteBuffer.wrap(key), placed + HEADER_BYTES);
      places.put(BareFile.number(key), placed);
    }
    return places;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
