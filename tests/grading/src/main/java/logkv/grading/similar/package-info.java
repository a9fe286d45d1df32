/**
 * Which submissions resemble each other more than two strangers' would, {@code ./course similar}.
 *
 * <p>{@link logkv.grading.similar.Jplag} loads and runs JPlag, a tool of its own; {@link
 * logkv.grading.similar.Similarity} gives it the sources of each phase without what was handed out;
 * {@link logkv.grading.similar.SimilarPage} shows the pairs side by side. A number proves nothing: the
 * page is there to be read.
 */
package logkv.grading.similar;
