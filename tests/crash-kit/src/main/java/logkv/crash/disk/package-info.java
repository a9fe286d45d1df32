/**
 * A disk on which a test can lose power: an ordinary {@code java.nio.file} file system in memory
 * that writes down what is done to it.
 *
 * <p>Start at {@link logkv.crash.disk.SimulatedDisk}. A call of {@code Files} or of a channel goes
 * down this list:
 *
 * <pre>
 *   SimulatedPath, SimulatedFileSystem     names
 *      |
 *   SimulatedProvider, SimulatedFileChannel   what the JDK and Linux would check
 *      |
 *   Volume          the page cache: faults first, then the change, then the journal
 *      |      \
 *   Inode      Journal -> JournalEntry, Operation
 *      |
 *   DiskImage       a disk at rest; mounting one makes a new SimulatedDisk
 * </pre>
 *
 * <p>This package never decides what a crash leaves behind. It tells what was done and mounts what
 * it is given; {@code logkv.crash.explore} works out the possibilities in between.
 */
package logkv.crash.disk;
