/**
 * The shell, as a person at a terminal sees it. All that JLine is needed for is here, and it is loaded
 * for nothing else.
 *
 * <p>Start at {@link logkv.cli.repl.Prompt}; what commands there are, and what they do, it asks a
 * {@link logkv.cli.repl.Shell}.
 */
package logkv.cli.repl;
