package logkv.cli.inspect;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import logkv.cli.inspect.Finding.What;
import logkv.segmented.format.SegmentHeader;
import logkv.segmented.format.SegmentName;
import logkv.segmented.index.KeyHash;

/**
 * What one has to know of a whole log before one can say of a single record whether it counts: where
 * the newest record of every key is, and where opening the store would cut the log off.
 *
 * <p>Making one reads every part once, in the order of the log.
 */
final class Survey {
  private static final int OFFSET_BITS = 40; // files of up to 1 TiB

  private final List<Part> parts;
  private final Newest newest = new Newest();
  private final List<Finding> findings = new ArrayList<>();
  private final Map<Part, Reading> readings = new HashMap<>();
  private final Map<Part, Long> numbers = new HashMap<>();
  private SegmentHeader first; // of the first segment whose header could be read
  private SegmentName before; // the segment of the log that was read last

  private Survey(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /** @param parts in the order of the log; leftovers among them count for nothing */
  static Survey of(List<Part> parts) throws IOException {
    Survey survey = new Survey(parts);
    for (Part part : parts) {
      survey.numbers.put(part, survey.numbers.size() + 1L);
      survey.read(part);
    }
    return survey;
  }

  List<Part> parts() {
    return parts;
  }

  /** All that is not as a whole log would have it, in the order of the log. */
  List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** How many pieces all parts have together. */
  long pieces() {
    return readings.values().stream().mapToLong(Reading::pieces).sum();
  }

  /** What {@code piece} of {@code part} is good for. */
  State state(Part part, Piece piece) {
    if (piece.offset() >= readings.get(part).cutFrom()) {
      return State.TORN;
    }
    return switch (piece.kind()) {
      case HEADER -> State.HEADER;
      case SEAL -> State.SEAL;
      case DAMAGE, ZEROS -> State.DAMAGED;
      case TOMBSTONE -> State.TOMBSTONE;
      case PUT -> newest.is(hash(piece), place(part, piece)) ? State.LIVE : State.DEAD;
    };
  }

  private static long hash(Piece record) {
    return KeyHash.of(record.key().array());
  }

  /** Never 0. */
  private long place(Part part, Piece record) {
    return numbers.get(part) << OFFSET_BITS | record.offset();
  }

  private void read(Part part) throws IOException {
    Reading reading = new Reading(part, piece -> {
      if (!part.isLeftover()) {
        newest.put(hash(piece), place(part, piece));
      }
    });
    readings.put(part, reading);
    part.header().ifPresent(header -> compare(part, header));
    part.walk(reading::visit);
    reading.end();
    findings.addAll(reading.findings());
  }

  /** A segment that was swapped or renamed is whole, and still wrong. */
  private void compare(Part part, SegmentHeader header) {
    Optional<SegmentName> name = SegmentName.parse(part.name());
    if (name.isPresent() && !name.get().equals(header.name())) {
      findings.add(new Finding(
          part.name(), 0, 0, What.DAMAGE, "by its header it is %s".formatted(header.name())));
    }
    if (!part.isLeftover()) {
      if (before != null && before.overlaps(header.name())) {
        String claim = "it and %s claim the same part of the log".formatted(before);
        findings.add(new Finding(part.name(), 0, 0, What.DAMAGE, claim));
      }
      before = header.name();
    }
    if (first == null) {
      first = header;
    } else if (first.storeId() != header.storeId()) {
      findings.add(new Finding(
          part.name(),
          0,
          0,
          What.DAMAGE,
          "it is of store %016x, and the log before it of store %016x"
              .formatted(header.storeId(), first.storeId())));
    }
  }
}
