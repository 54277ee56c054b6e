/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.kms.aws;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The laws of this module: it lies beside any plugin that knows Tink, so it knows none. */
@AnalyzeClasses(packages = "io.affidavit.kms.aws", importOptions = DoNotIncludeTests.class)
class LawsTest {

    @ArchTest
    static final ArchRule knowsNeitherPluginsNorKafka = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.affidavit.core..",
                    "io.affidavit.smt..",
                    "io.affidavit.source..",
                    "io.affidavit.archive..",
                    "io.affidavit.cli..",
                    "org.apache.kafka..");

    @ArchTest
    static final ArchRule showsOnlyWhatServiceLoaderCreates =
            classes().that().arePublic().and().areTopLevelClasses().should().haveSimpleName("AwsKmsClient");

    @ArchTest
    static final ArchRule classesAreClosed = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .haveModifier(JavaModifier.FINAL);
}
