/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

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
import java.net.Socket;

/** What must stay true of this module's code. */
@AnalyzeClasses(packages = "io.affidavit", importOptions = ImportOption.DoNotIncludeTests.class)
class LawsTest {

    @ArchTest
    static final ArchRule ONLY_USER_NAMED_CLASSES_ON_TOP = classes()
            .that()
            .resideInAPackage("io.affidavit.source")
            .and()
            .areTopLevelClasses()
            .should()
            .haveNameMatching("io\\.affidavit\\.source\\.\\w+(SourceConnector|SourceTask|SourceConfig)");

    @ArchTest
    static final ArchRule NO_OTHER_PLUGIN_MODULE = noClasses()
            .that()
            .resideInAPackage("io.affidavit.source..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.affidavit.smt..", "io.affidavit.archive..", "io.affidavit.monitor..", "io.affidavit.cli..");

    @ArchTest
    static final ArchRule ENGINE_KNOWS_NO_STORE = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.affidavit.source.engine..", "io.affidavit.source.spi..", "io.affidavit.source.offset..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.affidavit.source.postgres..", "java.sql..", "org.postgresql..");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.affidavit.source.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_THE_CONNECT_API = noClasses()
            .that()
            .resideInAPackage("io.affidavit.source..")
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
            .resideInAPackage("io.affidavit.source..")
            .and()
            .areDeclaredInClassesThat()
            .areNotAssignableTo(Socket.class)
            .should()
            .haveNameNotMatching("get[A-Z].*");

    @ArchTest
    static final ArchRule NO_MUTABLE_STATICS = noFields()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("io.affidavit.source..")
            .and()
            .areStatic()
            .should()
            .notHaveModifier(JavaModifier.FINAL);

    /** SQLException messages quote values: only {@code SqlFailures} may look at one, and it keeps the state alone. */
    @ArchTest
    static final ArchRule NO_SQL_MESSAGES = noClasses()
            .that()
            .resideInAPackage("io.affidavit.source..")
            .should()
            .callMethod(java.sql.SQLException.class, "getMessage")
            .orShould()
            .callMethod(java.sql.SQLException.class, "printStackTrace");
}
