package logkv.cli.inspect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a file seems to be: by its first bytes, or else, because those may be damaged, by its name. */
enum FileKind {
  SEGMENT("logkvseg", ".seg"),
  SNAPSHOT("logkvidx", "index.snapshot"),
  FILTER("Blom", ".bloom"),
  COURSE_LOG(null, null),
  UNKNOWN(null, null);

  private final String magic;
  private final String suffix;

  FileKind(String magic, String suffix) {
    this.magic = magic;
    this.suffix = suffix;
  }

  boolean isLog() {
    return this == SEGMENT || this == COURSE_LOG;
  }

  static FileKind of(Path file) throws IOException {
    long size = Files.size(file);
    try (FileChannel channel = SideFile.open(file)) {
      Window window = new Window(file, channel, size);
      String begin = new String(window.bytesFrom(0, 8), ISO_8859_1);
      for (FileKind kind : values()) {
        if (kind.magic != null && begin.startsWith(kind.magic)) {
          return kind;
        }
      }
      String name = file.getFileName().toString();
      for (FileKind kind : values()) {
        if (kind.suffix != null && name.endsWith(kind.suffix)) {
          return kind;
        }
      }
      boolean log = name.startsWith(Inventory.COURSE_LOG) || LayoutWalk.beginsWithRecord(window);
      return log ? COURSE_LOG : UNKNOWN;
    }
  }
}
