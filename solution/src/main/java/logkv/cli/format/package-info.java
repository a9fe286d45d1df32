/**
 * The files that entries come from and go to.
 *
 * <p>Start at {@link logkv.cli.format.Format}: it names the kinds of files, and each has a class that
 * says in its first lines what such a file looks like. All are read and written one entry at a time.
 *
 * <p>Of a store nothing here knows more than what an entry is. Whether one may be stored is for the
 * store to say.
 */
package logkv.cli.format;
