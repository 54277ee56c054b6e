/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.affidavit.core.plugin.GovernanceTransformation;
import org.apache.kafka.common.metrics.Monitorable;

/** The laws of this module. */
@AnalyzeClasses(packages = "io.affidavit.core", importOptions = DoNotIncludeTests.class)
class LawsTest {

    @ArchTest
    static final ArchRule importsOnlyTheConnectApiJsonAndYaml = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "io.affidavit.core..",
                    "java..",
                    "javax.crypto..",
                    "org.apache.kafka.common..",
                    "org.apache.kafka.connect..",
                    "org.apache.kafka.clients.consumer..",
                    "org.slf4j",
                    "org.erdtman.jcs",
                    "org.yaml.snakeyaml..",
                    "com.fasterxml.jackson.."));

    @ArchTest
    static final ArchRule onlyPoliciesAreReadFromTopics = noClasses()
            .that()
            .resideOutsideOfPackage("io.affidavit.core.policysource")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka.clients..");

    @ArchTest
    static final ArchRule roomsDoNotFormCycles =
            slices().matching("io.affidavit.core.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyOneClassNeedsTheMetricsInterface = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(GovernanceTransformation.class.getName())
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Monitorable.class);

    @ArchTest
    static final ArchRule topPackageIsEmpty =
            noClasses().should().resideInAPackage("io.affidavit.core").allowEmptyShould(true);
}
