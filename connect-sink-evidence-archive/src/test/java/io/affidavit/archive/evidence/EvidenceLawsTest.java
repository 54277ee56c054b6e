/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What keeps the evidence library one that other engines can embed. */
@AnalyzeClasses(packagesOf = EvidenceLawsTest.class, importOptions = DoNotIncludeTests.class)
class EvidenceLawsTest {

    @ArchTest
    static final ArchRule KNOWS_NO_KAFKA =
            noClasses().should().transitivelyDependOnClassesThat().resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule KNOWS_NOTHING_ELSE_OF_THE_ARCHIVE = noClasses()
            .should()
            .dependOnClassesThat(describe(
                    "reside in other packages of the archive",
                    type -> type.getPackageName().startsWith("io.affidavit.archive")
                            && !type.getPackageName().startsWith("io.affidavit.archive.evidence")));

    @ArchTest
    static final ArchRule INNER_PACKAGES_FORM_NO_CYCLE =
            slices().matching("io.affidavit.archive.evidence.(*)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule HASHES_AND_ROWS_DO_NO_IO = noClasses()
            .that()
            .resideInAnyPackage("..evidence.hash", "..evidence.row")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.nio.file..", "org.apache.iceberg.io..");

    @ArchTest
    static final ArchRule CLASSES_ARE_FINAL = classes()
            .that()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .and()
            .areTopLevelClasses()
            .should()
            .haveModifier(JavaModifier.FINAL);

    @ArchTest
    static final ArchRule METHODS_HAVE_NO_GET_PREFIX = methods()
            .that()
            // Iceberg's streams name it so
            .doNotHaveName("getPos")
            .should()
            .haveNameNotMatching("get[A-Z].*");
}
