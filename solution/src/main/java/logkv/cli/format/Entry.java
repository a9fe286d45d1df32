package logkv.cli.format;

/** A key and its value, as one place of a file tells them. Whether a store accepts them is open. */
public record Entry(String key, String value) {}
