package logkv.peers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import logkv.segmented.format.SegmentName;

/**
 * The bytes that our store cannot open without: its saved index, and the records behind the position that
 * this one covers. Without a saved index these are all records.
 */
final class WhatOpeningReads {
  static final String SAVED_INDEX = "index.snapshot";
  private static final int POSITION_AT = 24; // magic, version, crc, store id

  private final Map<Path, Long> from = new HashMap<>(); // files, and where what is needed begins

  WhatOpeningReads(Path directory) throws IOException {
    Path index = directory.resolve(SAVED_INDEX);
    long active = 0;
    long offset = 0;
    if (Files.exists(index)) {
      ByteBuffer position = ByteBuffer.allocate(2 * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      try (FileChannel channel = FileChannel.open(index)) {
        channel.read(position, POSITION_AT);
      }
      active = position.getLong(0);
      offset = position.getLong(Long.BYTES);
      from.put(index, 0L);
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        Optional<SegmentName> name = SegmentName.parse(file.getFileName().toString());
        if (name.isPresent() && name.get().last() >= active) {
          from.put(file, name.get().last() == active ? offset : 0);
        }
      }
    }
  }

  /** Reads them once; returns in how many milliseconds. */
  double read() throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
    long begin = System.nanoTime();
    for (Map.Entry<Path, Long> each : from.entrySet()) {
      try (FileChannel channel = FileChannel.open(each.getKey()).position(each.getValue())) {
        while (channel.read(buffer.clear()) > 0) {
          // only read
        }
      }
    }
    return (System.nanoTime() - begin) / 1e6;
  }
}
