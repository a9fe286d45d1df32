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
  LOGKV("LogKV", LogKv::new, EnumSet.allOf(Part.class)),
  ROCKSDB("RocksDB", RocksDb::new, EnumSet.allOf(Part.class)),
  LMDB("LMDB", Lmdb::new, EnumSet.allOf(Part.class)),
  CHRONICLE("Chronicle Map", Chronicle::new, EnumSet.of(BASICS, YCSB, OPEN, LARGE)),
  MVSTORE("H2 MVStore", MvStore::new, EnumSet.allOf(Part.class)),
  MAPDB("MapDB", MapDb::new, EnumSet.allOf(Part.class)),
  XODUS("Xodus", Xodus::new, EnumSet.of(BASICS, YCSB, FORCED, OPEN, LARGE, BATCH)),
  BARE("bare file", setup -> new BareFile(setup, false), EnumSet.of(BASICS, LARGE)),
  BARE_MAPPED("bare mapping", setup -> new BareFile(setup, true), EnumSet.of(BASICS)),
  ONE_FORCE(
      "bare, one force each", setup -> new BareForced(setup, false, false), EnumSet.of(FORCED)),
  ONE_FORCE_AHEAD(
      "the same, preallocated", setup -> new BareForced(setup, false, true), EnumSet.of(FORCED)),
  GROUP_FORCE(
      "bare, one force a group", setup -> new BareForced(setup, true, false), EnumSet.of(FORCED)),
  GROUP_FORCE_AHEAD(
      "the same, preallocated ", setup -> new BareForced(setup, true, true), EnumSet.of(FORCED));

  private final String title;
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

  Peer(String title, Opener opener, Set<Part> parts) {
    this.title = title;
    this.opener = opener;
    this.parts = parts;
  }

  /** As tables call it. */
  public String title() {
    return title;
  }

  public boolean takesPartIn(Part part) {
    return parts.contains(part);
  }

  public Engine open(Setup setup) throws Exception {
    return opener.open(setup);
  }
}
