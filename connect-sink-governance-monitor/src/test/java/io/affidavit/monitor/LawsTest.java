/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What must stay true of this module's code. */
@AnalyzeClasses(packages = "io.affidavit", importOptions = ImportOption.DoNotIncludeTests.class)
class LawsTest {

    @ArchTest
    static final ArchRule ONLY_USER_NAMED_CLASSES_ON_TOP = classes()
            .that()
            .resideInAPackage("io.affidavit.monitor")
            .and()
            .areTopLevelClasses()
            .should()
            .haveNameMatching("io\\.affidavit\\.monitor\\.\\w+(SinkConnector|SinkTask|SinkConfig)")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule NO_OTHER_PLUGIN_MODULE = noClasses()
            .that()
            .resideInAPackage("io.affidavit.monitor..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.affidavit.smt..", "io.affidavit.archive..", "io.affidavit.source..", "io.affidavit.cli..");

    @ArchTest
    static final ArchRule DETECTORS_KNOW_NO_KAFKA = noClasses()
            .that()
            .resideInAPackage("io.affidavit.monitor.detect..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "org.slf4j..");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.affidavit.monitor.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_THE_CONNECT_API = noClasses()
            .that()
            .resideInAPackage("io.affidavit.monitor..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka.connect.json..",
                    "org.apache.kafka.connect.runtime..",
                    "org.apache.kafka.connect.transforms..");

    @ArchTest
    static final ArchRule NO_GETTERS = methods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("io.affidavit.monitor..")
            .should()
            .haveNameNotMatching("get[A-Z].*");

    @ArchTest
    static final ArchRule NO_MUTABLE_STATICS = noFields()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("io.affidavit.monitor..")
            .and()
            .areStatic()
            .should()
            .notHaveModifier(JavaModifier.FINAL);
}
