/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.affidavit.archive.commit.SnapshotRetention;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.kafka.connect.sink.SinkConnector;
import org.apache.kafka.connect.source.SourceConnector;
import org.junit.jupiter.api.Test;

/** The laws of this module. */
class LawsTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.affidavit.archive");

    @Test
    void topPackageHoldsOnlyWhatUsersNameWithTaskAndConfig() {
        assertThat(CLASSES.stream()
                        .filter(type -> type.getPackageName().equals("io.affidavit.archive"))
                        .filter(com.tngtech.archunit.core.domain.JavaClass::isTopLevelClass)
                        .map(com.tngtech.archunit.core.domain.JavaClass::getSimpleName)
                        .collect(Collectors.toSet()))
                .isEqualTo(Set.of(
                        "EvidenceArchiveSinkConnector",
                        "EvidenceArchiveSinkTask",
                        "EvidenceArchiveSinkConfig",
                        "EvidenceKeeperConnector",
                        "EvidenceKeeperTask",
                        "EvidenceKeeperConfig",
                        "EvidenceReplaySourceConnector",
                        "EvidenceReplaySourceTask",
                        "EvidenceReplaySourceConfig",
                        "OffloadContent"));
    }

    @Test
    void importsNoOtherPlugin() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.affidavit.smt..", "io.affidavit.source..", "io.affidavit.monitor..")
                .check(CLASSES);
    }

    @Test
    void innerPackagesDoNotKnowTheTopOne() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.affidavit.archive")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.affidavit.archive")
                .check(CLASSES);
    }

    @Test
    void replaysKnowNoKafkaButWhereTheyMakeRecords() {
        noClasses()
                .that()
                .resideInAnyPackage("..archive.replay", "..archive.replay.grant")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "..archive.replay.connect..")
                .check(CLASSES);
    }

    @Test
    void roomsBuildOnEachOtherInOneDirection() {
        noClasses()
                .that()
                .resideInAnyPackage("..archive.table..", "io.affidavit.catalog..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..archive.convert..", "..archive.write..", "..archive.commit..", "..archive.flow..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage("..archive.convert..", "..archive.write..", "..archive.commit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..archive.flow..", "..archive.quarantine..", "..archive.config..")
                .check(CLASSES);
    }

    /** Other engines may embed them. */
    @Test
    void holdsAndExportsNameNothingOfKafka() {
        noClasses()
                .that()
                .resideInAnyPackage("..archive.hold..", "..archive.export..", "..archive.lock..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage("..archive.commit..", "..archive.table..", "..archive.evidence..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..archive.hold..", "..archive.export..")
                .check(CLASSES);
    }

    /** Iceberg's own expiry deletes files before the metadata commit: only one place may call it, and only so. */
    @Test
    void expiresSnapshotsInOnePlaceWithoutCleanup() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(SnapshotRetention.class.getName())
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ExpireSnapshots.class)
                .check(CLASSES);
        assertThat(CLASSES.get(SnapshotRetention.class).getMethodCallsFromSelf().stream()
                        .filter(call -> call.getTargetOwner().isAssignableTo(ExpireSnapshots.class))
                        .map(JavaMethodCall::getName))
                .contains("cleanupLevel");
        assertThat(CLASSES.get(SnapshotRetention.class).getFieldAccessesFromSelf().stream()
                        .filter(access -> access.getTargetOwner().isEquivalentTo(ExpireSnapshots.CleanupLevel.class))
                        .map(access -> access.getName()))
                .containsExactly("NONE");
        noClasses()
                .should()
                .callMethodWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                        com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching("expireSnapshots")))
                .andShould()
                .notHaveFullyQualifiedName(SnapshotRetention.class.getName())
                .check(CLASSES);
    }

    @Test
    void namesNoGetters() {
        methods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage("io.affidavit.archive..")
                .and()
                .areNotStatic()
                .should()
                .haveNameNotMatching("get[A-Z].*")
                .because("accessors are named after what they answer")
                .check(CLASSES.that(com.tngtech.archunit.base.DescribedPredicate.not(
                        com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo(
                                        org.apache.iceberg.io.InputFile.class)
                                .or(com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo(
                                        java.io.InputStream.class))
                                .or(com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo(
                                        java.io.OutputStream.class)))));
    }

    @Test
    void classesAreFinalOrRecordsOrInterfaces() {
        classes()
                .that()
                .areTopLevelClasses()
                .and()
                .areNotInterfaces()
                .and()
                .areNotEnums()
                .should()
                .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL)
                .check(CLASSES);
    }

    @Test
    void isFoundByServiceLoading() {
        assertThat(ServiceLoader.load(SinkConnector.class).stream().map(ServiceLoader.Provider::type))
                .contains(EvidenceArchiveSinkConnector.class);
        assertThat(ServiceLoader.load(SourceConnector.class).stream().map(ServiceLoader.Provider::type))
                .contains(EvidenceKeeperConnector.class);
    }

    /** What expires and what reads the log can be embedded in other engines. */
    @Test
    void whatChangesTablesKnowsNoKafka() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..archive.expiry..",
                        "..archive.erase..",
                        "..archive.removal..",
                        "..archive.rewrite..",
                        "..archive.retention..",
                        "..archive.forward..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(CLASSES);
    }
}
