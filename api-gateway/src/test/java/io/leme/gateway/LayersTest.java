package io.leme.gateway;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// The laws of the layers that import lists cannot say: cycles, and names written out in full.
final class LayersTest {
    private static final String ROOT = "io.leme.gateway";

    private final JavaClasses product =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages(ROOT);

    @Test
    void packagesFormNoCycle() {
        slices().matching(ROOT + ".(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(product);
    }

    @Test
    void onlyHttpAndTheRootSeeTheHttpEngine() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT, ROOT + ".http..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.linecorp.armeria..", "io.netty..")
                .allowEmptyShould(true)
                .check(product);
    }

    @Test
    void onlyTheRootStartsAStore() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.leme.store..")
                .allowEmptyShould(true)
                .check(product);
    }

    @Test
    void theStoreIsReachedThroughTheClientAlone() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.leme.wire..", "io.grpc..")
                .allowEmptyShould(true)
                .check(product);
    }

    @Test
    void metaKnowsNobody() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".meta..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.leme..").and(resideOutsideOfPackage(ROOT + ".meta..")))
                .allowEmptyShould(true)
                .check(product);
    }
}
