package logkv;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import logkv.log.LogFile;
import logkv.log.RecordCodec;
import logkv.log.StoreException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * Requests go down and facts come up; nothing lower names anything higher.
 *
 * <pre>
 *   cli -> KeyValueStore -> LogStore -> LogFile -> RecordCodec
 *                              |           ^
 *                              +-> Compactor
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
        .resideInAnyPackage("logkv", "logkv.log")
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
  void the_command_line_knows_of_the_log_only_what_it_throws() {
    noClasses()
        .that()
        .resideInAPackage("logkv.cli..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("logkv.log").and(not(assignableTo(StoreException.class))))
        .check(SOLUTION);
  }

  @Test
  void one_class_of_the_command_line_knows_which_store_it_is() {
    noClasses()
        .that()
        .resideInAPackage("logkv.cli..")
        .and()
        .doNotHaveSimpleName("Kv")
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(LogStore.class, InMemoryStore.class)
        .check(SOLUTION);
  }
}
