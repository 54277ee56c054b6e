/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.transforms.Transformation;
import org.apache.kafka.connect.transforms.predicates.Predicate;

/** The laws of this module. */
@AnalyzeClasses(packages = "io.affidavit.smt", importOptions = DoNotIncludeTests.class)
class LawsTest {

    private static final String SERVICES = "META-INF/services/";

    @ArchTest
    static final ArchRule importsNoOtherPluginModule = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.affidavit.source..",
                    "io.affidavit.archive..",
                    "io.affidavit.lake..",
                    "io.affidavit.monitor..",
                    "io.affidavit.cli..");

    @ArchTest
    static final ArchRule usesNoWorkerInternals = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka.connect.runtime..",
                    "org.apache.kafka.connect.json..",
                    "org.apache.kafka.connect.transforms.util..",
                    "org.apache.kafka.connect.transforms.field..");

    @ArchTest
    static final ArchRule topPackageHoldsOnlyWhatUsersName = classes()
            .that()
            .resideInAPackage("io.affidavit.smt")
            .and()
            .areTopLevelClasses()
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .beAssignableTo(DescribedPredicate.or(
                    assignableTo(Transformation.class), assignableTo(Predicate.class), assignableTo(Converter.class)))
            .andShould()
            .bePublic();

    @ArchTest
    static final ArchRule pluginsShowTheirVersion = classes()
            .that()
            .implement(Transformation.class)
            .or()
            .implement(Predicate.class)
            .or()
            .implement(Converter.class)
            .should()
            .implement(Versioned.class);

    @ArchTest
    static final ArchRule onlyConditionsKnowTheirLibrary = noClasses()
            .that()
            .resideOutsideOfPackage("io.affidavit.smt.cel")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.cel..", "com.google.common..");

    @ArchTest
    static final ArchRule innerPackagesDoNotKnowTheTop = noClasses()
            .that()
            .resideInAPackage("io.affidavit.smt.(**)")
            .and()
            .resideOutsideOfPackage("io.affidavit.smt")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.affidavit.smt");

    @ArchTest
    static final ArchRule noGetters = methods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("io.affidavit.smt..")
            .should()
            .haveNameNotMatching("get[A-Z].*");

    @ArchTest
    static final ArchRule classesAreClosed = classes()
            .that(new DescribedPredicate<JavaClass>("are top-level classes that are neither sealed nor abstract") {
                @Override
                public boolean test(JavaClass type) {
                    return type.isTopLevelClass()
                            && !type.isInterface()
                            && !type.isEnum()
                            && !type.getSimpleName().equals("package-info")
                            && !type.getModifiers().contains(JavaModifier.ABSTRACT)
                            && !type.isAssignableTo(Transformation.class);
                }
            })
            .should()
            .haveModifier(JavaModifier.FINAL);

    @ArchTest
    static void manifestsListEveryPlugin(JavaClasses classes) throws IOException {
        for (Class<?> type : List.of(Transformation.class, Predicate.class, Converter.class)) {
            Set<String> plugins = classes.stream()
                    .filter(candidate -> candidate.isAssignableTo(type))
                    .filter(candidate -> !candidate.getModifiers().contains(JavaModifier.ABSTRACT))
                    .map(JavaClass::getName)
                    .collect(Collectors.toSet());

            assertThat(manifest(type)).containsExactlyInAnyOrderElementsOf(plugins);
        }
    }

    static Set<String> manifest(Class<?> type) throws IOException {
        try (InputStream in = LawsTest.class.getClassLoader().getResourceAsStream(SERVICES + type.getName())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().collect(Collectors.toSet());
        }
    }
}
