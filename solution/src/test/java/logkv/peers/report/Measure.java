package logkv.peers.report;

import static logkv.peers.report.Unit.BYTES_PER_KEY;
import static logkv.peers.report.Unit.COUNT;
import static logkv.peers.report.Unit.MEGABYTES_PER_SECOND;
import static logkv.peers.report.Unit.MILLISECONDS;
import static logkv.peers.report.Unit.PER_SECOND;
import static logkv.peers.report.Unit.TIMES;

/** What the comparison measures. */
public enum Measure {
  LOAD("load", PER_SECOND),
  LOAD_LONGEST("longest put while loading", MILLISECONDS),
  GET_HIT("get, hit", PER_SECOND),
  GET_MISS("get, miss", PER_SECOND),
  OVERWRITE("overwrite", PER_SECOND),
  DELETE("delete", PER_SECOND),
  SCAN("scan in order", PER_SECOND),
  HEAP("heap", BYTES_PER_KEY),
  NATIVE("native memory", BYTES_PER_KEY),
  INDEX("index", BYTES_PER_KEY),
  DISK("disk", BYTES_PER_KEY),
  YCSB_A_1("YCSB A, 1 thread", PER_SECOND),
  YCSB_A_2("YCSB A, 2 threads", PER_SECOND),
  YCSB_A_8("YCSB A, 8 threads", PER_SECOND),
  YCSB_B_1("YCSB B, 1 thread", PER_SECOND),
  YCSB_B_2("YCSB B, 2 threads", PER_SECOND),
  YCSB_B_8("YCSB B, 8 threads", PER_SECOND),
  YCSB_C_1("YCSB C, 1 thread", PER_SECOND),
  YCSB_C_2("YCSB C, 2 threads", PER_SECOND),
  YCSB_C_8("YCSB C, 8 threads", PER_SECOND),
  YCSB_D_1("YCSB D, 1 thread", PER_SECOND),
  YCSB_D_2("YCSB D, 2 threads", PER_SECOND),
  YCSB_D_8("YCSB D, 8 threads", PER_SECOND),
  YCSB_F_1("YCSB F, 1 thread", PER_SECOND),
  YCSB_F_2("YCSB F, 2 threads", PER_SECOND),
  YCSB_F_8("YCSB F, 8 threads", PER_SECOND),
  FORCED_1("forced, 1 writer", PER_SECOND),
  FORCED_8("forced, 8 writers", PER_SECOND),
  FORCED_32("forced, 32 writers", PER_SECOND),
  OPEN_CLOSED("open after close", MILLISECONDS),
  OPEN_SCAN("open without the saved index", MILLISECONDS),
  OPEN_KILLED("open after kill", MILLISECONDS),
  LOST("puts lost by the kill", COUNT),
  READ_WRITTEN("only read the saved index and what is newer", MILLISECONDS),
  COMPACT("live data compacted", MEGABYTES_PER_SECOND),
  COMPACT_PUT("longest put meanwhile", MILLISECONDS),
  COMPACT_GET("longest get meanwhile", MILLISECONDS),
  COMPACT_DISK("disk afterwards / live", TIMES),
  LARGE_PUT("put 64 KiB", MEGABYTES_PER_SECOND),
  LARGE_GET("get 64 KiB", MEGABYTES_PER_SECOND),
  SINGLE("single puts", PER_SECOND),
  BATCH("in batches of 100", PER_SECOND),
  SINGLE_FORCED("single puts, forced", PER_SECOND),
  BATCH_FORCED("batches of 100, forced", PER_SECOND);

  private final String title;
  private final Unit unit;

  Measure(String title, Unit unit) {
    this.title = title;
    this.unit = unit;
  }

  public String title() {
    return title;
  }

  public Unit unit() {
    return unit;
  }
}
