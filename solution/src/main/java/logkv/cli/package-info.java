/**
 * The command line {@code kv}.
 *
 * <p>Start at {@link logkv.cli.Kv}. A command goes down this list and its answer comes back up it:
 *
 * <pre>
 *   Main                 a process begins
 *     |
 *   Commands             which command
 *     |
 *   Kv                   which directory, which policy, what went wrong
 *     |
 *   PutCommand, ...      one class for each command
 *     |         \
 *     |          format  the files that import reads and export writes
 *     |
 *   logkv.segmented
 * </pre>
 *
 * <p>In the shell, {@link logkv.cli.Interpreter} stands in the place of Main, and the store is open
 * already. No command touches the process around it: {@link logkv.cli.Surroundings} holds what it was
 * given, so that a test can give something else.
 */
package logkv.cli;
