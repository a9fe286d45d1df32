/**
 * Bytes as people write and read them: {@link logkv.cli.text.Escapes} in lines, {@link
 * logkv.cli.text.Words} in commands, {@link logkv.cli.text.RawText} in between.
 */
package logkv.cli.text;
