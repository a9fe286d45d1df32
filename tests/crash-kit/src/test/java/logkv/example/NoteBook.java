package logkv.example;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;

/** A program that is no part of the kit: JournalTest looks for the numbers of its lines. */
public final class NoteBook {

  public static void append(Path file, String note) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    channel.write(ByteBuffer.wrap(note.getBytes()));
    new Page(channel).close();
  }

  public static void inALambda(Path file) throws IOException {
    try {
      Callable<Path> create = () -> Files.createFile(file);
      create.call();
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private record Page(FileChannel channel) {
    void close() throws IOException {
      channel.force(true);
    }
  }
}
