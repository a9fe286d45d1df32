package logkv.cli;

/** Where the process of {@code kv} begins and ends. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(Kv.run(Surroundings.ofThisProcess(), arguments));
  }
}
