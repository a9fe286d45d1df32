package logkv.crash.disk;

/**
 * One line of the journal: what was done, in which order, and by which line of the store.
 *
 * @param number its place in the journal, counted from 0
 * @param operation what was done
 * @param path the file or directory as the store named it, empty for a mark
 * @param site the line of the store that asked for it, as {@code LogFile.append:58}; empty when the
 *     disk was told not to look
 */
public record JournalEntry(int number, Operation operation, String path, String site) {}
