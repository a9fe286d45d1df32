import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.READ;

import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import logkv.segmented.SegmentedStore;

/** An interrupt closes a channel for everybody who uses it; the store does not let that happen. */
public class InterruptsCloseFiles {
  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createTempDirectory("interrupts");
    Path file = Files.writeString(directory.resolve("file"), "green");
    try (FileChannel shared = FileChannel.open(file, READ)) {
      Thread.currentThread().interrupt();
      try {
        shared.read(ByteBuffer.allocate(5), 0);
        throw new AssertionError("an interrupt should have closed the channel");
      } catch (ClosedByInterruptException e) {
        System.out.println("whoever is interrupted:  " + e);
      }
      assert Thread.interrupted(); // the flag is still up, and down now
      try {
        shared.read(ByteBuffer.allocate(5), 0);
        throw new AssertionError("the channel should be closed");
      } catch (ClosedChannelException e) {
        System.out.println("everybody, from then on: " + e);
      }
    }

    byte[] tea = "tea".getBytes(UTF_8);
    try (SegmentedStore store = SegmentedStore.open(directory.resolve("store"))) {
      Thread.currentThread().interrupt();
      store.put(tea, "green".getBytes(UTF_8));
      byte[] found = store.get(tea).orElseThrow();
      boolean stillThere = Thread.interrupted();
      System.out.println("the store:               tea = " + new String(found, UTF_8)
          + ", and the interrupt is " + (stillThere ? "still there" : "lost"));
      assert stillThere;
      assert store.get(tea).isPresent();
    }
  }
}
