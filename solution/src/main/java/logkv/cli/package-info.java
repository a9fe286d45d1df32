/**
 * The command line {@code kv}.
 *
 * <p>Start at {@link logkv.cli.Kv}. A command goes down this list and its answer comes back up it:
 *
 * <pre>
 *   Main                 a process begins
 *     |
 *   Kv                   which command, which directory, what went wrong
 *     |
 *   PutCommand, ...      one class for each command
 *     |         \
 *     |          format  the files that import reads and export writes
 *     |
 *   logkv.KeyValueStore
 * </pre>
 *
 * <p>Nothing here knows how a store keeps its data, and no command touches the process around it:
 * {@link logkv.cli.Surroundings} holds what it was given, so that a test can give something else.
 */
package logkv.cli;
