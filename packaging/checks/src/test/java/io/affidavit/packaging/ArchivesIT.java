/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchivesIT {
    /** What a worker brings itself, and what only a worker may choose: a copy is dead weight or a conflict. */
    private static final Pattern WORKERS_OWN = Pattern.compile("(connect-(api|json|runtime|transforms|file|mirror)|"
            + "kafka-(clients|server|tools)|kafka_|slf4j-|jcl-over-slf4j|log4j|logback-|reload4j|lz4-java|"
            + "jakarta\\.ws\\.rs|jersey-|jetty-).*");

    /** Parquet's codecs; only what reads or writes Parquet may bring them. */
    private static final Pattern CODECS = Pattern.compile("(snappy-java|zstd-jni|aircompressor).*");

    static Stream<Archive> archives() {
        return Stream.of(
                new Archive("transforms", "affidavit-connect-smt-governance"),
                new Archive("sources", "affidavit-connect-source-legacy-logs"),
                new Archive("lake", "affidavit-connect-source-lake-logs"),
                new Archive("archive", "affidavit-connect-sink-evidence-archive"),
                new Archive("monitor", "affidavit-connect-sink-governance-monitor"),
                new Archive("kms-aws", "affidavit-kms-aws"),
                new Archive("bundle", "affidavit-connect-bundle"),
                new Archive("cli", "affidavit-cli"));
    }

    static Stream<Archive> loaded() {
        return archives().filter(Archive::loaded);
    }

    static Stream<Archive> plugins() {
        return archives().filter(Archive::plugin);
    }

    @ParameterizedTest
    @MethodSource("archives")
    void holdsExactlyTheListedJars(Archive archive) throws Exception {
        // Given
        List<String> jars = archive.jars();
        if (Boolean.getBoolean("bundled.update")) {
            Files.write(archive.bundledList(), jars);
        }

        // When
        List<String> added = new ArrayList<>(jars);
        added.removeAll(archive.listedJars());
        List<String> removed = new ArrayList<>(archive.listedJars());
        removed.removeAll(jars);

        // Then
        assertThat(added.isEmpty() && removed.isEmpty())
                .as(
                        "jars of %s differ from %s: added %s, removed %s. If that is meant, run: "
                                + "mvn -pl packaging/checks -am verify -Dbundled.update=true",
                        archive, archive.bundledList(), added, removed)
                .isTrue();
        assertThat(jars).isEqualTo(archive.listedJars());
    }

    @ParameterizedTest
    @MethodSource("loaded")
    void holdsNoJarOfTheWorker(Archive archive) {
        assertThat(archive.jars())
                .isNotEmpty()
                .noneMatch(jar -> WORKERS_OWN.matcher(jar).matches());
    }

    @ParameterizedTest
    @MethodSource("loaded")
    void bringsCodecsOnlyForParquet(Archive archive) {
        boolean parquet = archive.jars().stream().anyMatch(jar -> jar.startsWith("parquet-"));
        assertThat(archive.jars().stream().anyMatch(jar -> CODECS.matcher(jar).matches()))
                .isEqualTo(parquet);
    }

    @ParameterizedTest
    @MethodSource("archives")
    void isLaidOutUnderOneDirectory(Archive archive) {
        // Given
        List<String> common = List.of("doc/LICENSE", "doc/NOTICE", "doc/README.md", "doc/bundled-dependencies.txt");
        List<String> own = archive.plugin()
                ? List.of("manifest.json", "assets/logo.svg")
                : archive.loaded() ? List.of() : List.of("bin/affidavit");

        // When
        List<String> names = archive.entries().stream().map(ZipEntry::getName).toList();

        // Then
        assertThat(names).allMatch(name -> name.startsWith(archive.directory() + "/"));
        assertThat(names)
                .containsAll(Stream.concat(common.stream(), own.stream())
                        .map(name -> archive.directory() + "/" + name)
                        .toList());
        if (!Boolean.getBoolean("bundled.update")) {
            assertThat(archive.text("doc/bundled-dependencies.txt").lines()).isEqualTo(archive.listedJars());
        }
        assertThat(archive.text("doc/README.md"))
                .contains(System.getProperty("project.version"))
                .doesNotContain("${");
    }

    @ParameterizedTest
    @MethodSource("plugins")
    void hasAManifestThatAgreesWithItsName(Archive archive) throws Exception {
        // When
        JsonNode manifest = new ObjectMapper().readTree(archive.text("manifest.json"));

        // Then
        assertThat(manifest.at("/owner/username").asText() + "-"
                        + manifest.at("/name").asText() + "-"
                        + manifest.at("/version").asText())
                .isEqualTo(archive.directory());
        assertThat(manifest.at("/license/0/name").asText()).isEqualTo("Apache License 2.0");
        assertThat(manifest.at("/component_types")).isNotEmpty();
        assertThat(archive.text(manifest.at("/logo").asText())).contains("<svg");
        assertThat(archive.text(manifest.at("/documentation_url").asText())).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("plugins")
    void hasSampleConfigsThatAreJson(Archive archive) throws Exception {
        // Given
        String prefix = archive.directory() + "/";

        // When
        List<String> samples = archive.entries().stream()
                .map(ZipEntry::getName)
                .filter(name -> name.startsWith(prefix + "etc/") && name.endsWith(".json"))
                .map(name -> name.substring(prefix.length()))
                .toList();

        // Then
        assertThat(samples).isNotEmpty();
        for (String sample : samples) {
            assertThat(new ObjectMapper().readTree(archive.text(sample)).isObject())
                    .as(sample)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("archives")
    void hasItsDigestBesideIt(Archive archive) throws Exception {
        // Given
        byte[] digest = MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(archive.file()));

        // When
        String written = Files.readString(Path.of(archive.file() + ".sha512"), StandardCharsets.US_ASCII);

        // Then
        assertThat(written.strip()).isEqualTo(HexFormat.of().formatHex(digest));
    }

    @ParameterizedTest
    @MethodSource("archives")
    void carriesOneTimestampSoThatBuildsRepeat(Archive archive) {
        assertThat(archive.entries().stream().map(ZipEntry::getTime).distinct()).hasSize(1);
    }

    @Test
    void addOnBringsNothingThatTheTransformsBring() {
        // Given
        List<String> transforms = new Archive("transforms", "affidavit-connect-smt-governance").jars();

        // When
        List<String> addOn = new Archive("kms-aws", "affidavit-kms-aws").jars();

        // Then
        assertThat(addOn).isNotEmpty().doesNotContainAnyElementsOf(transforms);
    }

    @Test
    void bundleHoldsWhatTheSingleZipsHold() {
        // Given
        List<String> single = plugins()
                .filter(archive -> !archive.module().equals("bundle"))
                .flatMap(archive -> archive.jars().stream())
                .distinct()
                .sorted()
                .toList();

        // When
        List<String> bundled = new Archive("bundle", "affidavit-connect-bundle").jars();

        // Then
        assertThat(bundled).isEqualTo(single);
    }
}
