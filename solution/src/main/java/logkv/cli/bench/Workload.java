package logkv.cli.bench;

/**
 * The core workloads of YCSB, by their letters.
 *
 * <pre>
 *        read  update  insert  scan  read-modify-write   which keys
 *   a      50      50                                    zipfian
 *   b      95       5                                    zipfian
 *   c     100                                            zipfian
 *   d      95               5                            those inserted last
 *   e                       5    95                      zipfian, then up to 100 behind it
 *   f      50                              50            zipfian
 * </pre>
 */
public enum Workload {
  a("update heavy, such as a store of sessions", 50, 50, 0, 0),
  b("read mostly, such as tags of pictures", 95, 5, 0, 0),
  c("read only, such as a cache of profiles", 100, 0, 0, 0),
  f("read, change, write back, such as a database of users", 50, 0, 0, 0),
  d("read what is newest, such as the last messages", 95, 0, 5, 0),
  e("short ranges, such as the messages of a thread", 0, 0, 5, 95);

  private final String description;
  private final int reads; // in percent, as the others
  private final int updates;
  private final int inserts;
  private final int scans;

  Workload(String description, int reads, int updates, int inserts, int scans) {
    this.description = description;
    this.reads = reads;
    this.updates = updates;
    this.inserts = inserts;
    this.scans = scans;
  }

  public String description() {
    return description;
  }

  /** Whether it is the newest keys that are asked for most, and not some that never change. */
  boolean prefersNewest() {
    return this == d;
  }

  /** @param percent from 0 to 99, each as likely as the others */
  Operation operation(int percent) {
    if (percent < reads) {
      return Operation.READ;
    }
    if (percent < reads + updates) {
      return Operation.UPDATE;
    }
    if (percent < reads + updates + inserts) {
      return Operation.INSERT;
    }
    return percent < reads + updates + inserts + scans
        ? Operation.SCAN
        : Operation.READ_MODIFY_WRITE;
  }
}
