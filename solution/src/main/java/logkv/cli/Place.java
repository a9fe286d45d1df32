package logkv.cli;

/** Where a command was written. */
enum Place {
  /** On the command line of the system's shell; {@code kv} does one thing and ends. */
  COMMAND_LINE,

  /** In our own shell, by a person. */
  PROMPT,

  /** In a file or a pipe that our shell reads. */
  SCRIPT
}
