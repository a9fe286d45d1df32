package logkv.peers;

import java.nio.file.Path;
import java.text.DecimalFormat;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import logkv.peers.engine.Peer;
import logkv.peers.engine.Peer.Part;
import logkv.peers.report.Figures;

/**
 * What is to be measured: who, which parts, at which sizes, how often.
 *
 * @param sizes numbers of keys; the first one is for all parts, the others for load and get only
 */
record Plan(
    Set<Peer> peers,
    Set<Part> parts,
    List<Integer> sizes,
    int rounds,
    double seconds,
    Path out,
    boolean fresh) {
  private static final int LEAST_KEYS = 1_000;
  private static final int MOST_KEYS = 20_000_000;

  static final String HELP = """
      Measures LogKV beside other stores, each trial in a process of its own, in interleaved rounds.

        --quick            100,000 keys, 2 rounds, short loops: whether everything runs; the results
                           go to target/peers-quick
        --sizes 1m,100k    how many keys: all parts with the first number, load and get with the others
                           (1m,100k,5m)
        --engines A,B      who: %s
        --workloads P,Q    which parts: %s
        --rounds N         how many rounds (4); of three or more the first does not count
        --seconds S        how long a loop runs that has no other end (0.7)
        --out DIR          where the results go (target/peers)
        --fresh            begin anew; otherwise what is in DIR already is not measured again, but
                           for trials that failed
      """.formatted(names(Peer.values()), names(Part.values()));

  /** One trial. */
  record Step(Peer peer, Part part, int keys, int round, boolean brief) {}

  /**
   * @param out where results go if the arguments do not say it
   * @throws IllegalArgumentException if there is an argument that it does not know, with a sentence that
   *     says which
   */
  static Plan parse(String[] args, Path out) {
    Set<Peer> peers = EnumSet.allOf(Peer.class);
    Set<Part> parts = EnumSet.allOf(Part.class);
    List<Integer> sizes = List.of(1_000_000, 100_000, 5_000_000);
    int rounds = 4;
    double seconds = 0.7;
    boolean fresh = false;
    boolean elsewhere = false;
    boolean quick = false;
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--quick" -> {
          quick = true;
          sizes = List.of(100_000);
          rounds = 2;
          seconds = 0.1;
        }
        case "--fresh" -> fresh = true;
        case "--sizes" ->
          sizes = List.of(value(args, ++i)).stream().map(Plan::size).distinct().toList();
        case "--engines" -> peers = chosen(Peer.class, value(args, ++i));
        case "--workloads" -> parts = chosen(Part.class, value(args, ++i));
        case "--rounds" -> rounds = (int) number(args, ++i, 1, 1_000);
        case "--seconds" -> seconds = number(args, ++i, 0.001, 60);
        case "--out" -> {
          out = Path.of(value(args, ++i)[0]);
          elsewhere = true;
        }
        default ->
          throw new IllegalArgumentException(
              "what is %s? -h lists what there is".formatted(args[i]));
      }
    }
    if (quick && !elsewhere) {
      out = out.resolveSibling(out.getFileName() + "-quick");
    }
    return new Plan(peers, parts, sizes, rounds, seconds, out.toAbsolutePath(), fresh);
  }

  /**
   * All trials, so that those of one part and size, by all engines, follow each other. Where the first
   * round will not count, it has the first size only.
   */
  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      for (int keys : sizes) {
        boolean brief = keys != sizes.get(0);
        if (brief && round == 0 && rounds >= Figures.ENOUGH_ROUNDS) {
          continue;
        }
        for (Part part : parts) {
          if (!brief || part == Part.BASICS) {
            add(steps, part, keys, round, brief);
          }
        }
      }
    }
    return steps;
  }

  /** Each round begins with another engine. */
  private void add(List<Step> steps, Part part, int keys, int round, boolean brief) {
    List<Peer> turn =
        peers.stream().filter(peer -> peer.takesPartIn(part, keys)).toList();
    for (int i = 0; i < turn.size(); i++) {
      steps.add(new Step(turn.get((i + round) % turn.size()), part, keys, round, brief));
    }
  }

  private static String[] value(String[] args, int i) {
    if (i >= args.length) {
      throw new IllegalArgumentException("what follows " + args[i - 1] + "?");
    }
    String[] values = args[i].split(",");
    if (values.length == 0) {
      throw new IllegalArgumentException("what follows " + args[i - 1] + "?");
    }
    return values;
  }

  private static double number(String[] args, int i, double least, double most) {
    String text = value(args, i)[0];
    try {
      double number = Double.parseDouble(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException("%s is a number from %s to %s, and not %s"
        .formatted(
            args[i - 1],
            DecimalFormat.getInstance(Locale.ROOT).format(least),
            DecimalFormat.getInstance(Locale.ROOT).format(most),
            text));
  }

  private static int size(String text) {
    if (!text.matches("(?i)[0-9]{1,9}[mk]?")) {
      throw new IllegalArgumentException("a size is a number like 100k or 5m, and not " + text);
    }
    String number = text.toLowerCase(Locale.ROOT);
    int unit = number.endsWith("m") ? 1_000_000 : number.endsWith("k") ? 1_000 : 1;
    long size = Long.parseLong(number.replaceAll("\\D", "")) * unit;
    if (size < LEAST_KEYS || size > MOST_KEYS) {
      throw new IllegalArgumentException(
          "a size is a number from %,d to %,d, and not %s".formatted(LEAST_KEYS, MOST_KEYS, text));
    }
    return (int) size;
  }

  private static <E extends Enum<E>> Set<E> chosen(Class<E> of, String[] names) {
    Set<E> chosen = EnumSet.noneOf(of);
    for (String name : names) {
      try {
        chosen.add(Enum.valueOf(of, name.toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "there is no %s, only %s".formatted(name, names(of.getEnumConstants())));
      }
    }
    return chosen;
  }

  private static String names(Enum<?>[] of) {
    List<String> names = new ArrayList<>();
    for (Enum<?> each : of) {
      names.add(each.name().toLowerCase(Locale.ROOT));
    }
    return String.join(", ", names);
  }
}
