package logkv.cli.inspect;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import logkv.cli.inspect.Finding.What;

/**
 * Looks at the files of a store as they lie on disk, whole or damaged, open or closed.
 *
 * <p>Nothing is opened for writing, locked or changed. Of a store that is in use it shows what was
 * there when it began.
 */
public final class Inspection {
  private static final long MOST_BYTES_OF_A_FIELD = 256;

  private final Inventory inventory;
  private final OutputStream stream;
  private final Output out;

  private Inspection(Inventory inventory, OutputStream out) {
    this.inventory = inventory;
    this.stream = out;
    this.out = new Output(out);
  }

  /**
   * Begins an inspection.
   *
   * @param target a file, or the directory of a store
   * @param out for what is found
   * @throws IllegalArgumentException if there is nothing that belongs to a store
   */
  public static Inspection of(Path target, OutputStream out) throws IOException {
    return new Inspection(inventory(target), out);
  }

  private static Inventory inventory(Path target) throws IOException {
    if (Files.isDirectory(target)) {
      Inventory inventory = Inventory.of(target);
      require(
          !inventory.parts().isEmpty(),
          "there is no store in %s: neither a segment (.seg) nor a data.log",
          target);
      return inventory;
    }
    require(Files.isRegularFile(target), "there is no file or directory %s to look at", target);
    FileKind kind = FileKind.of(target);
    require(
        kind != FileKind.UNKNOWN,
        "%s is no segment, snapshot, Bloom filter or data.log of a store",
        target);
    return kind.isLog()
        ? new Inventory(List.of(Part.alone(target, kind == FileKind.SEGMENT)), List.of())
        : new Inventory(List.of(), List.of(target));
  }

  private static void require(boolean condition, String sentence, Path target) {
    if (!condition) {
      throw new IllegalArgumentException(sentence.formatted(target));
    }
  }

  /**
   * Prints every piece of the log, what it adds up to, the files beside it, and what is wrong.
   *
   * @param pieces whether the table of pieces is wanted
   * @param wholeKeys whether lines may be longer, for the sake of the keys
   * @return whether nothing is damaged
   */
  public boolean list(boolean pieces, boolean wholeKeys) throws IOException {
    Listing listing = new Listing(out, wholeKeys);
    Survey survey = Survey.of(inventory.parts());
    List<Tally> tallies = new ArrayList<>();
    for (Part part : inventory.parts()) {
      tallies.add(pieces ? print(part, survey, listing) : Tally.of(part, survey));
    }
    if (pieces && inventory.parts().stream().anyMatch(Part::isSegment)) {
      listing.legend();
      out.blank();
    }
    if (inventory.parts().size() > 1) {
      listing.parts(inventory.parts(), tallies);
      out.blank();
    }
    if (!tallies.isEmpty()) {
      listing.tally(Tally.sum(tallies));
      out.blank();
    }
    List<SideFile> others = others();
    if (!others.isEmpty()) {
      printOthers(others, listing);
      out.blank();
    }
    return report(findings(survey, others), listing);
  }

  /**
   * Prints the same as {@link #list} for programs, as a JSON object on every line.
   *
   * @param pieces whether all pieces are wanted, or only what they add up to
   * @return whether nothing is damaged
   */
  public boolean listAsJson(boolean pieces) throws IOException {
    Survey survey = Survey.of(inventory.parts());
    List<Tally> tallies = new ArrayList<>();
    List<Finding> findings = findings(survey, others());
    try (JsonListing json = new JsonListing(stream)) {
      for (Part part : inventory.parts()) {
        Tally tally = new Tally();
        tallies.add(tally);
        part.walk(piece -> {
          State state = survey.state(part, piece);
          tally.add(state, piece.length());
          if (pieces) {
            json.piece(part, piece, state);
          }
        });
      }
      json.tally(Tally.sum(tallies));
      for (Finding finding : findings) {
        json.finding(finding);
      }
    }
    return isClean(findings);
  }

  /**
   * Writes a page with a picture of the log, and prints what it adds up to and what is wrong.
   *
   * @param title of the page
   * @param page where to
   * @return whether nothing is damaged
   * @throws IllegalArgumentException if there is no log to be drawn
   */
  public boolean draw(String title, OutputStream page) throws IOException {
    if (inventory.parts().isEmpty()) {
      throw new IllegalArgumentException(
          "there are no records in it to be drawn; name a segment, a data.log or a directory");
    }
    Listing listing = new Listing(out, false);
    Survey survey = Survey.of(inventory.parts());
    List<SideFile> others = others();
    List<Finding> findings = findings(survey, others);
    List<Tally> tallies = new Page(page).write(title, survey, others, findings);
    listing.tally(Tally.sum(tallies));
    out.blank();
    return report(findings, listing);
  }

  /**
   * Prints the bytes of one piece, with the name and the meaning of each field.
   *
   * @param offset of any of its bytes
   * @param all whether all bytes of long keys and values are wanted
   * @return whether nothing is wrong with that piece
   * @throws IllegalArgumentException if there is no such piece
   */
  public boolean record(long offset, boolean all) throws IOException {
    if (inventory.parts().size() != 1) {
      throw new IllegalArgumentException(
          "an offset alone names no record here; name one of the files of the log, too");
    }
    Part part = inventory.parts().get(0);
    Survey survey = Survey.of(inventory.parts());
    Piece piece = pieceAt(part, offset);
    String state = survey.state(part, piece).inTable();
    out.line("%s, offset %d: %s, %s%s"
        .formatted(
            part.name(),
            piece.offset(),
            piece.kind().word(),
            Words.count(piece.length(), "byte"),
            state.isEmpty() ? "" : ", " + state));
    if (piece.isBad()) {
      out.line(piece.problem());
    }
    out.blank();
    try (FileChannel channel = part.open()) {
      Window window = new Window(part.path(), channel, part.size());
      new HexTable(out, window, all ? Long.MAX_VALUE : MOST_BYTES_OF_A_FIELD)
          .print(new Anatomy(part, window).fields(piece));
    }
    return !piece.isBad();
  }

  private static Piece pieceAt(Part part, long offset) throws IOException {
    List<Piece> found = new ArrayList<>();
    part.walk(piece -> {
      if (piece.offset() <= offset && offset < piece.end()) {
        found.add(piece);
      }
    });
    if (found.isEmpty()) {
      throw new IllegalArgumentException("%s has no offset %d; it has %s"
          .formatted(part.name(), offset, Words.count(part.size(), "byte")));
    }
    return found.get(0);
  }

  private Tally print(Part part, Survey survey, Listing listing) throws IOException {
    Tally tally = new Tally();
    listing.title(part);
    out.blank();
    listing.heading();
    part.walk(piece -> {
      State state = survey.state(part, piece);
      tally.add(state, piece.length());
      listing.row(piece, state);
    });
    out.blank();
    return tally;
  }

  private List<SideFile> others() throws IOException {
    List<SideFile> others = new ArrayList<>();
    for (Path file : inventory.others()) {
      others.add(SideFile.of(file));
    }
    return others;
  }

  private void printOthers(List<SideFile> others, Listing listing) throws IOException {
    for (SideFile file : others) {
      listing.sideFile(file);
    }
    if (inventory.parts().isEmpty()) {
      SideFile file = others.get(0);
      out.blank();
      try (FileChannel channel = SideFile.open(file.path())) {
        Window window = new Window(file.path(), channel, file.bytes());
        new HexTable(out, window, MOST_BYTES_OF_A_FIELD).print(file.fields());
      }
    }
  }

  private static List<Finding> findings(Survey survey, List<SideFile> others) {
    List<Finding> findings = new ArrayList<>(survey.findings());
    for (SideFile file : others) {
      file.damage()
          .ifPresent(problem -> findings.add(new Finding(
              file.name(), 0, 0, What.DAMAGE, problem + "; the store makes it anew from the log")));
    }
    return findings;
  }

  private boolean report(List<Finding> findings, Listing listing) throws IOException {
    for (Finding finding : findings) {
      listing.finding(finding);
    }
    if (isClean(findings)) {
      out.line("no damage");
    }
    return isClean(findings);
  }

  private static boolean isClean(List<Finding> findings) {
    return findings.stream().noneMatch(f -> f.what() == What.DAMAGE);
  }
}
