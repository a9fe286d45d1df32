package logkv.crash;

/**
 * What a power cut may take away, from the kindest disk to the strictest one that POSIX allows.
 *
 * <pre>
 *                                           PROCESS_KILL   ORDERED        STRICT
 *   unforced bytes of one file are lost     never          from the end   in any combination
 *   unforced names are lost                 never          from the end   in any combination (1)
 *   bytes are lost, later names are not     never          yes            yes
 *   the write in flight is torn             never          cut short      cut short, zeros, garbage
 *   forcing a file keeps its name, too      -              yes            no: force the directory
 *   forced bytes or names are lost          never          never          never
 *   a rename happens by half                never          never          never
 *
 *   (1) changes of one and the same name keep their order
 * </pre>
 *
 * <p>{@code PROCESS_KILL} is what {@code kill -9} leaves: whatever the operating system was given is
 * still in its page cache. {@code ORDERED} is close to ext4 in its default mode. {@code STRICT}
 * promises no more than the standard does, and real disks are usually kinder; stores that trusted
 * their kindness lost data when the disk was another one.
 */
public enum Disk {
  PROCESS_KILL,
  ORDERED,
  STRICT;

  /** Whether effects that were not forced may be missing after the crash. */
  public boolean losesUnforced() {
    return this != PROCESS_KILL;
  }

  /** Whether the bytes of one file, and all names, reach the disk in the order they were issued. */
  public boolean keepsOrder() {
    return this != STRICT;
  }

  /** Whether forcing a file also makes every name durable that was given or taken before. */
  public boolean forceKeepsNames() {
    return this != STRICT;
  }

  /** Whether the missing part of a torn write may be zeros or garbage instead of absent. */
  public boolean leavesZerosAndGarbage() {
    return this == STRICT;
  }
}
