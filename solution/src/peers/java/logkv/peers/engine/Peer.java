package logkv.peers.engine;

import static logkv.peers.engine.Peer.Part.BASICS;
import static logkv.peers.engine.Peer.Part.BATCH;
import static logkv.peers.engine.Peer.Part.FORCED;
import static logkv.peers.engine.Peer.Part.LARGE;
import static logkv.peers.engine.Peer.Part.OPEN;
import static logkv.peers.engine.Peer.Part.YCSB;

import java.util.EnumSet;
import java.util.Set;

/** Who takes part in the comparison, and in which parts of it. */
public enum Peer {
  LOGKV(
      "LogKV",
      "defaults; policy never where nothing is forced (a put survives a kill), always where every"
          + " put is",
      LogKv::new,
      EnumSet.allOf(Part.class)),
  ROCKSDB(
      "RocksDB",
      "rocksdbjni 11.8.1; write-ahead log at every put (survives a kill), sync where forced; Bloom"
          + " filters of 10 bits, hash index in blocks, dynamic levels, 2 background jobs and"
          + " subcompactions, block cache 256 MiB, no compression, blob files for values of 4 KiB or"
          + " more; what it does in the background is over before gets are timed, and before it is"
          + " closed",
      RocksDb::new,
      EnumSet.allOf(Part.class)),
  LMDB(
      "LMDB",
      "lmdbjava 0.9.3; a transaction for every put; WRITEMAP, and NOSYNC where not forced (survives"
          + " a kill); compaction is a copy",
      Lmdb::new,
      EnumSet.allOf(Part.class)),
  CHRONICLE(
      "Chronicle Map",
      "2026.1; mapped file, number of entries and constant sizes told beforehand; no log, forces"
          + " nothing, knows no order and no batch",
      Chronicle::new,
      EnumSet.of(BASICS, YCSB, OPEN, LARGE)),
  MVSTORE(
      "H2 MVStore",
      "2.4.240; a commit and a sync for every put where forced, else its own commit every second:"
          + " a kill takes what was put since, which is less than the others promise; cache 256 MiB; up to 1,000,000 keys",
      MvStore::new,
      EnumSet.allOf(Part.class)),
  MAPDB(
      "MapDB",
      "3.1.0; hash tree, mapped file; write-ahead log and a commit for every put where forced, else"
          + " no log: a kill may take all, which is less than the others promise; knows no order",
      MapDb::new,
      EnumSet.allOf(Part.class)),
  XODUS(
      "Xodus",
      "2.0.1; a transaction for every put, in its log (survives a kill), durable where forced; cache"
          + " 256 MiB; it compacts when it likes to, and so takes no part in that; up to 1,000,000 keys",
      Xodus::new,
      EnumSet.of(BASICS, YCSB, FORCED, OPEN, LARGE, BATCH)),
  BARE(
      "bare file",
      "no store: one write from a direct buffer for a record as long as ours, one positional read"
          + " of a known place",
      setup -> new BareFile(setup, false),
      EnumSet.of(BASICS, LARGE)),
  BARE_MAPPED(
      "bare mapping",
      "no store: the same, read through a mapping",
      setup -> new BareFile(setup, true),
      EnumSet.of(BASICS, LARGE)),
  ONE_FORCE(
      "bare, force each",
      "no store: a write and a force for every record",
      setup -> new BareForced(setup, false, false),
      EnumSet.of(FORCED)),
  ONE_FORCE_AHEAD(
      "bare, force each, room ahead",
      "the same, into a file filled with zeros beforehand",
      setup -> new BareForced(setup, false, true),
      EnumSet.of(FORCED)),
  GROUP_FORCE(
      "bare, force a group",
      "no store: one write and one force for all that wait",
      setup -> new BareForced(setup, true, false),
      EnumSet.of(FORCED)),
  GROUP_FORCE_AHEAD(
      "bare, force a group, room ahead",
      "the same, into a file filled with zeros beforehand",
      setup -> new BareForced(setup, true, true),
      EnumSet.of(FORCED));

  private final String title;
  private final String settings;
  private final Opener opener;
  private final Set<Part> parts;

  /** A part of the comparison: what runs in one process. */
  public enum Part {
    BASICS,
    YCSB,
    FORCED,
    OPEN,
    COMPACT,
    LARGE,
    BATCH
  }

  private interface Opener {
    Engine open(Setup setup) throws Exception;
  }

  Peer(String title, String settings, Opener opener, Set<Part> parts) {
    this.title = title;
    this.settings = settings;
    this.opener = opener;
    this.parts = parts;
  }

  /** As tables call it. */
  public String title() {
    return title;
  }

  /** What it promises and how it is set up, in a few words; its class says more. */
  public String settings() {
    return settings;
  }

  /** Whether it has a place there; who is slow is not asked for more than a million keys. */
  public boolean takesPartIn(Part part, int keys) {
    return parts.contains(part) && (keys <= 1_000_000 || !isSlow() && this != MVSTORE);
  }

  /** Whether reading back a million keys takes minutes. */
  public boolean isSlow() {
    return this == XODUS;
  }

  public Engine open(Setup setup) throws Exception {
    return opener.open(setup);
  }
}
