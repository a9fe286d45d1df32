package logkv.grading;

import java.io.IOException;
import java.util.List;

/** One thing that must be true of a course. */
interface Rule {

  /** One word, by which {@code exceptions.txt} and the reports call this rule. */
  String name();

  /** What must be true, as a sentence. */
  String promise();

  /** Returns every place where it is not true, in an order that does not change between runs. */
  List<Violation> check(Chain chain) throws IOException;
}
