/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** How the command line is laid out. */
@AnalyzeClasses(packagesOf = LawsTest.class, importOptions = DoNotIncludeTests.class)
class LawsTest {

    @ArchTest
    static final ArchRule TOP_PACKAGE_HOLDS_THE_ENTRY_POINT = classes()
            .that()
            .resideInAPackage("io.affidavit.cli")
            .and()
            .areTopLevelClasses()
            .should()
            .haveSimpleName("Affidavit")
            .orShould()
            .haveSimpleName("package-info");

    @ArchTest
    static final ArchRule ONE_FAMILY_OF_COMMANDS_DOES_NOT_USE_ANOTHER = slices().matching("io.affidavit.cli.(*)")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    alwaysTrue(),
                    resideInAnyPackage(
                            "io.affidavit.cli.output",
                            "io.affidavit.cli.table",
                            "io.affidavit.cli.report",
                            "io.affidavit.cli.topic",
                            "io.affidavit.cli.transform"))
            // a migration's steps are taken by what the two comparisons find
            .ignoreDependency(
                    resideInAnyPackage("io.affidavit.cli.cutover"),
                    resideInAnyPackage("io.affidavit.cli.reconcile", "io.affidavit.cli.pair"));

    @ArchTest
    static final ArchRule ONLY_THE_ENTRY_POINT_ENDS_THE_JVM =
            noClasses().that().doNotHaveSimpleName("Affidavit").should().callMethod(System.class, "exit", int.class);

    @ArchTest
    static final ArchRule PRINTS_THROUGH_PICOCLI_ONLY =
            noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err");

    @ArchTest
    static final ArchRule CLASSES_ARE_FINAL = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .areNotInterfaces()
            .should()
            .haveModifier(JavaModifier.FINAL);

    @ArchTest
    static final ArchRule METHODS_HAVE_NO_GET_PREFIX = methods()
            .that()
            // picocli's interface names it so
            .doNotHaveName("getVersion")
            .should()
            .haveNameNotMatching("get[A-Z].*");
}
