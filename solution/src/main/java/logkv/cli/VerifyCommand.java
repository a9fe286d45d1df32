package logkv.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import logkv.log.CorruptRecordException;
import logkv.segmented.Verification;
import logkv.segmented.Verification.Damage;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code kv verify}: reads everything and compares all checksums. */
@Command(
    name = "verify",
    description = {
      "Reads everything and compares the checksums.",
      "Prints a line for each place that is not as it was written, with file and offset, and at last"
          + " how many records are whole. Ends with the status 3 if there is any such place.",
      "Changes nothing; repair copies what is good to another directory."
    },
    footer = {"%nExample:", "  kv verify && kv backup /media/disk/kv"})
final class VerifyCommand implements Callable<Integer> {

  @ParentCommand
  private Kv kv;

  @Override
  public Integer call() throws IOException {
    try {
      return kv.reading(store -> tell(store.verify()));
    } catch (CorruptRecordException e) { // it cannot even be opened
      return tell(DamagedSegments.verify(kv.directory()));
    }
  }

  private int tell(Verification found) throws IOException {
    List<Damage> damages = found.damages();
    for (Damage damage : damages) {
      print(damage.toString());
    }
    print("%,d whole records in %,d bytes, %s"
        .formatted(
            found.records(),
            found.bytes(),
            switch (damages.size()) {
              case 0 -> "no damage";
              case 1 -> "1 damaged place; kv repair --help says what can be done";
              default ->
                "%,d damaged places; kv repair --help says what can be done"
                    .formatted(damages.size());
            }));
    return found.isClean() ? ExitStatus.DONE : ExitStatus.PROBLEM;
  }

  private void print(String line) throws IOException {
    kv.surroundings().out().write((line + "\n").getBytes(UTF_8));
  }
}
