package logkv.cli;

import picocli.CommandLine.IVersionProvider;

/** Which {@code kv} this is, and on which Java it runs. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version =
        Version.class.getPackage().getImplementationVersion(); // of the jar, if it is one
    return new String[] {
      "kv " + (version == null ? "(not from a jar)" : version),
      "Java " + System.getProperty("java.version") + ", " + System.getProperty("java.vm.name")
    };
  }
}
