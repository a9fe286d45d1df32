package logkv.cli.bench;

/** What a workload is made of. */
public enum Operation {
  READ("read"),
  UPDATE("update"),
  INSERT("insert"),
  SCAN("scan"),
  READ_MODIFY_WRITE("read-modify-write");

  private final String text;

  Operation(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
