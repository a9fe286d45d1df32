package logkv.segmented;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * The complete store knows how files look and how tables work; neither of these knows the store.
 *
 * <pre>
 *   segmented -> format, index
 *       |           |
 *       +---------> logkv.log: the lock, directories, and what may be thrown
 * </pre>
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LayersTest {
  private static final JavaClasses STORE = new ClassFileImporter()
      .withImportOption(new DoNotIncludeTests())
      .importPackages("logkv.segmented");

  @Test
  void the_index_needs_nothing_but_java() {
    classes()
        .that()
        .resideInAPackage("logkv.segmented.index")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "logkv.segmented.index")
        .check(STORE);
  }

  @Test
  void the_formats_know_of_the_course_only_what_they_throw() {
    classes()
        .that()
        .resideInAPackage("logkv.segmented.format")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "logkv.log", "logkv.segmented.format")
        .check(STORE);
  }

  @Test
  void the_store_needs_nothing_but_java_and_what_lies_below_it() {
    classes()
        .that()
        .resideInAPackage("logkv.segmented")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "logkv", "logkv.log", "logkv.segmented..")
        .check(STORE);
  }
}
