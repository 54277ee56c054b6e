/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.affidavit.it.support.CommandLine;
import io.affidavit.it.support.Events;
import io.affidavit.it.support.Pipeline;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import io.affidavit.stack.ConnectWorkerProcess;
import io.affidavit.stack.LocalKms;
import io.affidavit.stack.PluginDirectory;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.jar.JarOutputStream;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A worker whose directory of the transforms holds what users put there: the add-on of a key service, and a detector of their
 * own. Also what such a worker does with keys of single subjects when it is killed.
 */
@Tag("chaos")
@ExtendWith(StackExtension.class)
class AddOnsIT {
    private static final int RECORDS = 20;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String DETECTOR = "org.example.ships.ShipDetector";

    private static final String DETECTOR_SOURCE = """
            package org.example.ships;

            import io.affidavit.smt.detect.*;
            import io.affidavit.smt.scan.*;

            public final class ShipDetector implements Detector {
                private static final Label SHIP = new Label("custom.ship", "[SHIP]", Sensitivity.CONFIDENTIAL);

                public java.util.List<Label> labels() {
                    return java.util.List.of(SHIP);
                }

                public void detect(Passage passage, Report report) {
                    int at = passage.text().indexOf("Nautilus");
                    if (at >= 0) {
                        report.found(at, at + 8, SHIP, 90);
                    }
                }
            }
            """;

    @TempDir
    private static Path directory;

    private static LocalKms kms;
    private static ConnectWorkerProcess worker;

    @BeforeAll
    static void start(TestStack stack) throws IOException {
        kms = LocalKms.start();
        Path plugins = TestStack.modules(directory);
        Path transforms = plugins.resolve("affidavit-connect-smt-governance-" + System.getProperty("project.version"));
        PluginDirectory.unpack(transforms, List.of(PluginDirectory.zip("kms-aws")));
        addDetector(transforms.resolve("lib"));
        ConnectWorkerProcess.Builder settings = ConnectWorkerProcess.on(
                        stack.broker().bootstrapServers(), plugins, directory.resolve("worker"))
                .group("add-ons")
                .logLevel("io.affidavit", "TRACE");
        kms.clientProperties().forEach((name, value) -> settings.jvmOption("-D" + name + "=" + value));
        worker = settings.build();
        worker.start();
    }

    @AfterAll
    static void stop() {
        worker.close();
        kms.close();
    }

    @Test
    void keysetOfAKeyServiceSealsInAWorker(TestStack stack) throws IOException {
        try (Pipeline pipeline = new Pipeline(stack, "keyservice")) {
            // Given a keyset that the packaged command had the service encrypt
            Path keyset = directory.resolve("tokens.json");
            String uri = "aws-kms://" + LocalKms.KEY;
            CommandLine.Outcome made = stack.affidavit()
                    .run(
                            List.of("keys", "keyset", "--type", "siv", "--kms-uri", uri, "--out", keyset.toString()),
                            Map.of(
                                    "AWS_ENDPOINT_URL_KMS",
                                    kms.uri().toString(),
                                    "AWS_ACCESS_KEY_ID",
                                    LocalKms.ACCESS_KEY,
                                    "AWS_SECRET_ACCESS_KEY",
                                    LocalKms.SECRET_KEY));
            assertThat(made.code()).as(made.output()).isZero();
            assertThat(Files.readString(keyset)).contains("encryptedKeyset");
            send(stack, pipeline, "write to ada@example.org");

            // When
            Map<String, String> sink = masking(
                    pipeline,
                    Map.of(
                            "mask.default.action",
                            "token",
                            "mask.token.keyset.file",
                            keyset.toString(),
                            "mask.kms.key.uri",
                            uri));
            worker.rest().put(pipeline.sink(), sink);
            pipeline.awaitArchived(RECORDS, LIMIT);

            // Then
            String archived = archived(pipeline);
            assertThat(archived).contains("pii.email.").containsPattern("t1\\.[0-9a-f]{8}\\.pii");
            assertThat(archived).doesNotContain("ada@example.org");
            assertThat(kms.calls()).contains("Encrypt 200", "Decrypt 200");
            worker.rest().delete(pipeline.sink());

            // And a worker without the add-on says what it lacks
            stack.rest().put(pipeline.sink(), sink);
            assertThat(stack.rest().awaitFailed(pipeline.sink(), LIMIT).firstTrace())
                    .contains("mask.kms.key.uri", "affidavit-kms-aws")
                    .doesNotContain("encryptedKeyset");
        }
    }

    @Test
    void ownDetectorIsAskedInAWorker(TestStack stack) {
        try (Pipeline pipeline = new Pipeline(stack, "owndetector")) {
            send(stack, pipeline, "all aboard the Nautilus now");

            worker.rest().put(pipeline.sink(), masking(pipeline, Map.of("mask.detectors", DETECTOR)));
            pipeline.awaitArchived(RECORDS, LIMIT);

            assertThat(archived(pipeline)).contains("all aboard the [SHIP] now").doesNotContain("Nautilus");
            worker.rest().delete(pipeline.sink());
        }
    }

    @Test
    void everyKeyThatSealedIsInItsTopicThoughTheWorkerDies(TestStack stack) {
        try (Pipeline pipeline = new Pipeline(stack, "subjects")) {
            // Given a subject of its own for each of many records, for two tasks
            int records = 6_000;
            Path keyset = directory.resolve("encrypt.json");
            CommandLine.Outcome made =
                    stack.affidavit().run(List.of("keys", "keyset", "--type", "gcm", "--out", keyset.toString()));
            assertThat(made.code()).as(made.output()).isZero();
            stack.topics().create("subjects.keys", 2, Map.of("cleanup.policy", "compact"));
            stack.topics().create(pipeline.topic(), 2);
            stack.topics()
                    .send(IntStream.range(0, records)
                            .mapToObj(i -> new ProducerRecord<>(
                                    pipeline.topic(),
                                    ("k" + i).getBytes(UTF_8),
                                    Events.withContent(i, "u" + i + "@example.org")
                                            .getBytes(UTF_8)))
                            .toList());

            // When the worker is killed while it makes their keys
            worker.rest()
                    .put(
                            pipeline.sink(),
                            masking(
                                    pipeline,
                                    Map.of(
                                            "mask.default.action", "encrypt",
                                            "mask.encrypt.keyset.file", keyset.toString(),
                                            "mask.subject.path", "event_id",
                                            "mask.subject.keys.topic", "subjects.keys",
                                            "mask.subject.keys.bootstrap.servers",
                                                    stack.broker().bootstrapServers())));
            await().atMost(LIMIT).until(() -> stack.topics().count("subjects.keys") > 100);
            worker.kill();
            long before = stack.topics().count("subjects.keys");
            worker.start();
            pipeline.awaitArchived(records, LIMIT);

            // Then
            TreeSet<String> kept = stack.topics().read("subjects.keys").stream()
                    .map(record -> Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(Arrays.copyOfRange(record.key(), 17, 33)))
                    .collect(Collectors.toCollection(TreeSet::new));
            TreeSet<String> used = Pattern.compile("s1\\.([A-Za-z0-9_-]{22})\\.")
                    .matcher(archived(pipeline))
                    .results()
                    .map((MatchResult match) -> match.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(before).isBetween(100L, records - 1L);
            assertThat(used).hasSize(records);
            assertThat(kept).containsAll(used);
            assertThat(archived(pipeline)).doesNotContain("@example.org");
            worker.rest().delete(pipeline.sink());
        }
    }

    private static Map<String, String> masking(Pipeline pipeline, Map<String, String> mask) {
        Map<String, String> sink = pipeline.sinkConfig();
        sink.put("transforms", "mask");
        sink.put("transforms.mask.type", "io.affidavit.smt.MaskFields");
        mask.forEach((key, value) -> sink.put("transforms.mask." + key, value));
        sink.put("errors.tolerance", "none");
        return sink;
    }

    private static void send(TestStack stack, Pipeline pipeline, String content) {
        stack.topics().create(pipeline.topic(), 1);
        stack.topics()
                .send(IntStream.range(0, RECORDS)
                        .mapToObj(i -> new ProducerRecord<byte[], byte[]>(
                                pipeline.topic(), Events.withContent(i, content).getBytes(UTF_8)))
                        .toList());
    }

    private static String archived(Pipeline pipeline) {
        return pipeline.archive().query("SELECT to_json(t) FROM TABLE t").toString();
    }

    /** Compiles a detector against the jars of the directory, as its author would, and puts its jar there. */
    private static void addDetector(Path lib) throws IOException {
        Path classes = Files.createDirectories(directory.resolve("detector"));
        Path source = Files.writeString(directory.resolve("ShipDetector.java"), DETECTOR_SOURCE);
        String jars;
        try (Stream<Path> files = Files.list(lib)) {
            jars = files.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        }
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", jars, "-d", classes.toString(), source.toString());
        assertThat(failed).isZero();
        String entry = DETECTOR.replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(lib.resolve("ships.jar"));
                JarOutputStream jar = new JarOutputStream(file)) {
            jar.putNextEntry(new ZipEntry(entry));
            jar.write(Files.readAllBytes(classes.resolve(entry)));
            jar.putNextEntry(new ZipEntry("META-INF/services/io.affidavit.smt.detect.Detector"));
            jar.write(DETECTOR.getBytes(UTF_8));
        }
    }
}
