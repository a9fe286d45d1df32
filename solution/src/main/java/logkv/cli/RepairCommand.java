package logkv.cli;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;
@Command(name = "repair")
final class RepairCommand implements Callable<Integer> {
  @ParentCommand private Kv kv;
  @Override public Integer call() { return 0; }
}
