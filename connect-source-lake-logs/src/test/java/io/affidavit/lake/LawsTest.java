/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What must stay true of this module's code. */
@AnalyzeClasses(packages = "io.affidavit", importOptions = ImportOption.DoNotIncludeTests.class)
class LawsTest {

    private static final String OURS = "io.affidavit.lake..";

    @ArchTest
    static final ArchRule ONLY_USER_NAMED_CLASSES_ON_TOP = classes()
            .that()
            .resideInAPackage("io.affidavit.lake")
            .and()
            .areTopLevelClasses()
            .should()
            .haveNameMatching("io\\.affidavit\\.lake\\.\\w+(SourceConnector|SourceTask|SourceConfig)");

    @ArchTest
    static final ArchRule NO_OTHER_PLUGIN_MODULE = noClasses()
            .that()
            .resideInAPackage(OURS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.affidavit.smt..",
                    "io.affidavit.archive..",
                    "io.affidavit.monitor..",
                    "io.affidavit.cli..",
                    "io.affidavit.source",
                    "io.affidavit.source.postgres..");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.affidavit.lake.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_THE_CONNECT_API = noClasses()
            .that()
            .resideInAPackage(OURS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka.connect.json..",
                    "org.apache.kafka.connect.runtime..",
                    "org.apache.kafka.connect.transforms..");

    /** The JDK's gzip reader ends silently where a stream pauses between two parts. */
    @ArchTest
    static final ArchRule NO_SILENT_END = noClasses()
            .that()
            .resideInAPackage(OURS)
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName(java.util.zip.GZIPInputStream.class.getName());

    /** Nothing is ever written to a store. */
    @ArchTest
    static final ArchRule READ_ONLY = noClasses()
            .that()
            .resideInAPackage(OURS)
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                    "software\\.amazon\\.awssdk\\.services\\.s3\\.model\\.(Put|Delete|Copy|Create|Upload)\\w+Request");

    @ArchTest
    static final ArchRule NO_GETTERS = methods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage(OURS)
            .and()
            .areDeclaredInClassesThat(com.tngtech.archunit.base.DescribedPredicate.describe(
                    "are no streams or files of libraries", LawsTest::isOurOwn))
            .should()
            .haveNameNotMatching("get[A-Z].*");

    @ArchTest
    static final ArchRule NO_MUTABLE_STATICS = noFields()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage(OURS)
            .and()
            .areStatic()
            .should()
            .notHaveModifier(JavaModifier.FINAL);

    private static boolean isOurOwn(JavaClass type) {
        return !type.isAssignableTo(org.apache.iceberg.io.SeekableInputStream.class)
                && !type.isAssignableTo(org.apache.parquet.io.SeekableInputStream.class)
                && !type.isAssignableTo(org.apache.iceberg.io.InputFile.class)
                && !type.isAssignableTo(org.apache.parquet.io.InputFile.class);
    }
}
