package logkv.grading.similar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import logkv.course.Course;
import logkv.course.Phase;
import logkv.course.submission.SubmissionBuild;
import logkv.grading.grade.Submissions;
import logkv.grading.similar.Similarity.Result;

/** Finds submissions, compares them and writes a page about it. */
public final class Similar {
  private Similar() {}

  /**
   * What to compare.
   *
   * @param earlier submissions of earlier terms; may be empty
   * @param phases those to look at
   * @param percent pairs that are less alike are left out
   */
  public record Task(List<Path> submissions, List<Path> earlier, List<Phase> phases, int percent) {}

  /**
   * Does it.
   *
   * @param page where the page goes
   * @param loading told before JPlag is loaded
   */
  public static Result run(Course course, Task task, Path page, Runnable loading)
      throws IOException, InterruptedException {
    Jplag jplag = Jplag.in(course, loading);
    Path work = Files.createTempDirectory("logkv-similar");
    try {
      Similarity similarity =
          new Similarity(course, Files.createDirectory(work.resolve("sources")));
      Path unpacked = Files.createDirectory(work.resolve("unpacked"));
      similarity.add(Submissions.in(task.submissions(), unpacked));
      if (!task.earlier().isEmpty()) {
        Path before = Files.createDirectory(work.resolve("unpacked-earlier"));
        similarity.addEarlier(Submissions.in(task.earlier(), before));
      }
      Result result = similarity.compare(task.phases(), task.percent(), jplag);
      Files.writeString(page, SimilarPage.of(result));
      return result;
    } finally {
      SubmissionBuild.remove(work);
    }
  }
}
