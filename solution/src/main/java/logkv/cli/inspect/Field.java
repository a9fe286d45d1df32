package logkv.cli.inspect;

/**
 * One field of a drawing, in a file.
 *
 * @param name as the drawing calls it
 * @param offset where in the file it begins
 * @param length in bytes
 * @param meaning what its bytes say; null if they speak for themselves, such as those of a key
 */
record Field(String name, long offset, long length, String meaning) {}
