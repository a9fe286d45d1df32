package logkv;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import logkv.log.LogFile;
import logkv.log.RecordCodec;
import logkv.log.StoreException;
import logkv.segmented.SegmentedStore;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * Requests go down and facts come up; nothing lower names anything higher.
 *
 * <pre>
 *   cli -> segmented -> segmented.format, segmented.index
 *                |
 *                +-> log (what a store of the course and this one share)
 *
 *   KeyValueStore -> LogStore -> LogFile -> RecordCodec
 *                       |           ^
 *                       +-> Compactor
 * </pre>
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ArchitectureTest {
  private static final JavaClasses SOLUTION =
      new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("logkv");

  @Test
  void the_store_knows_nothing_of_the_command_line() {
    noClasses()
        .that()
        .resideOutsideOfPackage("logkv.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("logkv.cli..")
        .check(SOLUTION);
  }

  @Test
  void the_compactor_knows_nothing_of_the_store_or_of_bytes() {
    noClasses()
        .that()
        .belongToAnyOf(Compactor.class)
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(KeyValueStore.class, LogStore.class, RecordCodec.class)
        .check(SOLUTION);
  }

  @Test
  void the_log_knows_nothing_of_the_store() {
    noClasses()
        .that()
        .resideInAPackage("logkv.log")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("logkv")
        .check(SOLUTION);
  }

  @Test
  void the_codec_knows_nothing_of_the_file() {
    noClasses()
        .that()
        .belongToAnyOf(RecordCodec.class)
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(LogFile.class)
        .check(SOLUTION);
  }

  @Test
  void the_store_needs_nothing_but_java() {
    classes()
        .that()
        .resideInAnyPackage("logkv", "logkv.log")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "logkv", "logkv.log")
        .check(SOLUTION);
  }

  @Test
  void the_complete_store_needs_nothing_but_java_and_what_the_course_has_already() {
    classes()
        .that()
        .resideInAPackage("logkv.segmented..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "logkv", "logkv.log", "logkv.segmented..")
        .check(SOLUTION);
  }

  @Test
  void what_the_files_look_like_knows_nothing_of_the_store() {
    noClasses()
        .that()
        .resideInAnyPackage("logkv.segmented.format", "logkv.segmented.index")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("logkv.segmented")
        .check(SOLUTION);
  }

  @Test
  void the_command_line_works_on_the_complete_store_and_no_other() {
    noClasses()
        .that()
        .resideInAPackage("logkv.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("logkv")
        .check(SOLUTION);
  }

  @Test
  void the_command_line_knows_of_the_log_what_it_throws_and_how_a_student_s_log_looks() {
    noClasses()
        .that()
        .resideInAPackage("logkv.cli..")
        .should()
        .dependOnClassesThat(resideInAPackage("logkv.log")
            .and(not(assignableTo(StoreException.class)))
            .and(not(belongToAnyOf(RecordCodec.class))))
        .check(SOLUTION);
  }

  /** It must show what is there, and not what a store makes of it. */
  @Test
  void an_inspection_opens_no_store() {
    noClasses()
        .that()
        .resideInAPackage("logkv.cli.inspect")
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(SegmentedStore.class)
        .check(SOLUTION);
  }

  @Test
  void a_library_is_known_where_it_is_needed_and_nowhere_else() {
    onlyIn("org.jline..", "logkv.cli.repl");
    onlyIn("org.HdrHistogram..", "logkv.cli.bench");
    onlyIn("de.siegmar..", "logkv.cli.format");
    onlyIn("picocli..", "logkv.cli");
  }

  private static void onlyIn(String library, String... places) {
    noClasses()
        .that()
        .resideOutsideOfPackages(places)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(SOLUTION);
  }
}
