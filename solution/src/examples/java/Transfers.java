import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import logkv.segmented.Batch;
import logkv.segmented.Options;
import logkv.segmented.SegmentedStore;
import logkv.segmented.SyncPolicy;

/**
 * Transactions in forty lines, on top of a store that has none: read, remember what was read, and commit
 * only if it is still so. Four threads move money between accounts, and none of it is lost.
 */
public class Transfers {
  private static final int ACCOUNTS = 5;
  private static final int EACH = 2_000;

  /** Reads and writes that happen together, or not at all. Of one thread; for one attempt. */
  static final class Transaction {
    private final SegmentedStore store;
    private final Map<String, Integer> read = new HashMap<>();
    private final Map<String, Integer> written = new HashMap<>();

    Transaction(SegmentedStore store) {
      this.store = store;
    }

    int get(String key) throws IOException {
      Integer known = written.containsKey(key) ? written.get(key) : read.get(key);
      if (known == null) {
        known = valueOf(store, key);
        read.put(key, known);
      }
      return known;
    }

    void put(String key, int value) {
      written.put(key, value);
    }

    /** Writes everything, if what was read is still so; else nothing, and the caller tries again. */
    boolean commit() throws IOException {
      synchronized (store) { // nobody else commits between the comparison and the batch
        for (Map.Entry<String, Integer> entry : read.entrySet()) {
          if (valueOf(store, entry.getKey()) != entry.getValue()) {
            return false;
          }
        }
        Batch batch = new Batch();
        written.forEach((key, value) -> batch.put(bytes(key), bytes(Integer.toString(value))));
        store.write(batch);
        return true;
      }
    }
  }

  public static void main(String[] arguments) throws Exception {
    Options options = Options.DEFAULTS.with().syncPolicy(SyncPolicy.never()).build();
    try (SegmentedStore store = SegmentedStore.open(Files.createTempDirectory("bank"), options)) {
      for (int i = 0; i < ACCOUNTS; i++) {
        store.put(bytes("account " + i), bytes("1000"));
      }
      AtomicInteger again = new AtomicInteger();
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        SplittableRandom random = new SplittableRandom(i);
        threads.add(new Thread(() -> move(store, random, again)));
      }
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
      int total = 0;
      for (int i = 0; i < ACCOUNTS; i++) {
        total += valueOf(store, "account " + i);
      }
      System.out.printf(
          "%,d transfers, %,d attempts for nothing, %,d in all accounts%n",
          threads.size() * EACH, again.get(), total);
      assert total == ACCOUNTS * 1_000;
    }
  }

  private static void move(SegmentedStore store, SplittableRandom random, AtomicInteger again) {
    try {
      for (int done = 0; done < EACH; ) {
        Transaction transaction = new Transaction(store);
        String from = "account " + random.nextInt(ACCOUNTS);
        String to = "account " + random.nextInt(ACCOUNTS);
        transaction.put(from, transaction.get(from) - 1);
        transaction.put(to, transaction.get(to) + 1);
        if (transaction.commit()) {
          done++;
        } else {
          again.incrementAndGet();
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static int valueOf(SegmentedStore store, String key) throws IOException {
    byte[] value = store.get(bytes(key)).orElseThrow();
    return Integer.parseInt(new String(value, StandardCharsets.US_ASCII));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
