package logkv.segmented;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import logkv.segmented.Verification.Damage;
import logkv.segmented.format.RecordFormat;
import logkv.segmented.format.SegmentHeader;
import logkv.segmented.format.SegmentScan;

/** Reads every record of some segments, and goes on behind damage, so that all of it is reported. */
final class Verifier {
  private final List<Damage> damages = new ArrayList<>();
  private long records;
  private long bytes;

  private Verifier() {}

  /** Reads {@code pinned}, and lets go of it. */
  static Verification verify(Pinned pinned) throws IOException {
    try (pinned) {
      Verifier verifier = new Verifier();
      for (int i = 0; i < pinned.segments().size(); i++) {
        verifier.read(pinned.segments().get(i), pinned.end(i));
      }
      return new Verification(verifier.records, verifier.bytes, verifier.damages);
    }
  }

  private void read(Segment segment, long end) throws IOException {
    try (FileChannel channel = segment.openChannel()) {
      long readable = Math.min(end, channel.size());
      SegmentScan scan = new SegmentScan(
          segment.file(), channel, segment.header().nonce(), SegmentHeader.BYTES, readable);
      while (true) {
        while (scan.next()) {
          records += scan.kind() == RecordFormat.SEAL ? 0 : 1;
        }
        if (scan.problem() == null) {
          break;
        }
        damages.add(new Damage(segment.file().toString(), scan.offset(), scan.problem()));
        long next = scan.nextWhole(scan.offset());
        if (next < 0) {
          break;
        }
        scan.continueAt(next);
      }
      if (readable < end) {
        damages.add(new Damage(
            segment.file().toString(),
            readable,
            "the file ends here, and %,d bytes are missing".formatted(end - readable)));
      }
      bytes += readable;
    }
  }
}
