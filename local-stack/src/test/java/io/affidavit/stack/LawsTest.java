/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.stack;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The laws of this module. */
@AnalyzeClasses(packages = "io.affidavit.stack", importOptions = DoNotIncludeTests.class)
class LawsTest {

    @ArchTest
    static final ArchRule knowsNothingOfTheProduct = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.affidavit.core..",
                    "io.affidavit.smt..",
                    "io.affidavit.source..",
                    "io.affidavit.archive..",
                    "io.affidavit.cli..");

    @ArchTest
    static final ArchRule loadsNoKafkaOfItsOwn =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("org.apache.kafka..", "kafka..");

    @ArchTest
    static final ArchRule onlyOneClassNeedsDocker = noClasses()
            .that()
            .doNotHaveSimpleName("KafkaContainerBroker")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.testcontainers..");

    @ArchTest
    static final ArchRule namesSayWhatNotGet =
            methods().that().arePublic().should().haveNameNotMatching("get[A-Z].*");
}
