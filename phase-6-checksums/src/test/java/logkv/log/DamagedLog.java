package logkv.log;

import static logkv.Promise.promise;
import static logkv.Refusal.permits;
import static logkv.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import logkv.crash.disk.SimulatedDisk;

/** A log of some bytes on a simulated disk, and what replay makes of it. */
final class DamagedLog {
  private static final String REPLAY = "06-checksums.md#replay";

  private final SimulatedDisk disk = SimulatedDisk.empty();
  private final byte[] bytes;

  DamagedLog(byte[] bytes) throws IOException {
    this.bytes = bytes;
    Files.write(file(), bytes);
  }

  SimulatedDisk disk() {
    return disk;
  }

  Path file() {
    return disk.directory().resolve("data.log");
  }

  Path cut() {
    return disk.directory().resolve("data.log.cut");
  }

  /**
   * Requires that replay shows {@code kept}, keeps their bytes, and sets aside what is behind them in
   * the file beside the log.
   */
  void requireCutBehind(String what, LogRecord... kept) throws IOException {
    int end = Encoded.bytesOf(kept).length;
    List<LogRecord> seen = new ArrayList<>();
    try (LogFile log = LogFile.open(file())) {
      permits(
          () -> log.replay((location, record) -> seen.add(record)),
          promise(
              REPLAY,
              "%s: no whole record lies behind it, so it was never forced. Opening keeps what is in"
                  + " front of it and does not refuse",
              what));
      assertThat(log.size()).as(promise(REPLAY, "%s: the log ends there", what)).isEqualTo(end);
      assertThat(log.cutBytes())
          .as(promise(REPLAY, "%s: what was cut off is counted", what))
          .isEqualTo(bytes.length - end);
    }
    assertThat(seen)
        .as(promise(REPLAY, "%s: the records in front of it are shown", what))
        .containsExactly(kept);
    requireBytes(REPLAY, what + ": the log keeps these bytes", Arrays.copyOf(bytes, end), file());
    requireSetAside(what, Arrays.copyOfRange(bytes, end, bytes.length));
  }

  void requireSetAside(String what, byte[] expected) throws IOException {
    String section = "06-checksums.md#cutoff";
    assertThat(Files.exists(cut()))
        .withFailMessage(promise(
            section,
            "%s: what is cut off is kept in data.log.cut, and there is no such file",
            what))
        .isTrue();
    requireBytes(
        section, what + ": data.log.cut holds the bytes that were cut off", expected, cut());
  }

  /** Requires that replay says where the damage is, and changes nothing. */
  void requireRefusedAt(long offset, String what) throws IOException {
    try (LogFile log = LogFile.open(file())) {
      CorruptRecordException refusal = refuses(
          () -> log.replay((location, record) -> {}),
          CorruptRecordException.class,
          promise(
              REPLAY,
              "%s: a whole record lies behind it, so this one was durable once and has been damaged"
                  + " since. Say so with a CorruptRecordException",
              what));
      assertThat(refusal.offset())
          .as(promise(REPLAY, "%s: the exception names its offset", what))
          .isEqualTo(offset);
    }
    requireBytes(REPLAY, what + ": a log that is refused is left as it was", bytes, file());
    assertThat(Files.exists(cut()))
        .withFailMessage(promise(
            REPLAY, "%s: nothing is cut off or set aside, and yet there is a data.log.cut", what))
        .isFalse();
  }

  static void requireBytes(String section, String what, byte[] expected, Path file)
      throws IOException {
    assertThat(hex(Files.readAllBytes(file)))
        .as(promise(section, "%s", what))
        .isEqualTo(hex(expected));
  }

  private static String hex(byte[] bytes) {
    byte[] some = Arrays.copyOf(bytes, Math.min(bytes.length, 200));
    return "%,d bytes: %s".formatted(bytes.length, HexFormat.ofDelimiter(" ").formatHex(some));
  }
}
