package io.leme.store;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// The laws of the layers that import lists cannot say: cycles, and names written out in full.
final class LayersTest {
    private static final String ROOT = "io.leme.store";

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
    void applyAndCommandReadNoClock() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".apply..", ROOT + ".command..")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Clock.class, Instant.class, LocalDateTime.class)
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName(ROOT + ".base.Ticker")
                .check(product);
    }

    @Test
    void applyAndCommandTakeNoChance() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".apply..", ROOT + ".command..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(RandomGenerator.class)
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Random.class, UUID.class)
                .check(product);
    }

    @Test
    void applyAndCommandStartNoThreadAndReadNoSetting() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".apply..", ROOT + ".command..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Thread.class, ThreadLocal.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Executor.class)
                .orShould()
                .callMethod(System.class, "getProperty", String.class)
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".config..")
                .check(product);
    }

    @Test
    void foreignEnginesStayBehindTheirDoor() {
        onlyIn(List.of(ROOT + ".consensus.ratis.."), "org.apache.ratis..");
        onlyIn(List.of(ROOT + ".storage.rocksdb.."), "org.rocksdb..");
        onlyIn(List.of(ROOT + ".tracing.."), "io.opentelemetry..");
    }

    @Test
    void onlyRpcAndTheRootSeeTheWire() {
        onlyIn(List.of(ROOT, ROOT + ".rpc.."), "io.grpc..", "io.netty..");
    }

    /// Rows of an etcd hold messages, too.
    @Test
    void messagesStayWhereTheyComeIn() {
        onlyIn(
                List.of(ROOT, ROOT + ".rpc..", ROOT + ".offline.etcd.."),
                "com.google.protobuf..",
                "io.leme.wire..");
    }

    private void onlyIn(List<String> owners, String... packages) {
        noClasses()
                .that()
                .resideOutsideOfPackages(owners.toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .check(product);
    }
}
