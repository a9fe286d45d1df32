/**
 * How strong the phases' suites are: small changes are made to the classes of each phase's answer,
 * one at a time, and the phase's own tests must notice.
 *
 * <p>Start at {@link logkv.grading.mutants.MutationTesting}. The changes are made by PIT, which is on
 * the class path only with {@code -Pmutants}.
 */
package logkv.grading.mutants;
