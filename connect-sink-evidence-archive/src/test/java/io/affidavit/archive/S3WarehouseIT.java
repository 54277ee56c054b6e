/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.content.ContentArea;
import io.affidavit.archive.content.ContentSweep;
import io.affidavit.archive.evidence.verify.Progress;
import io.affidavit.archive.evidence.verify.Verifier;
import io.affidavit.core.key.TrustedKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A warehouse on an S3 server, named by {@code -Daffidavit.s3.endpoint}; the catalog is an SQLite file. */
@Tag("component")
@EnabledIfSystemProperty(named = S3Server.PROPERTY, matches = "http.+")
class S3WarehouseIT extends CatalogContract {

    private static S3Client s3;

    private String bucket;

    @BeforeAll
    static void connect() {
        s3 = S3Server.client();
    }

    @AfterAll
    static void disconnect() {
        s3.close();
    }

    @BeforeEach
    void createBucket() {
        bucket = "archive-" + UUID.randomUUID();
        s3.createBucket(request -> request.bucket(bucket));
    }

    @Override
    Map<String, String> keys() {
        return S3Server.keys(directory, bucket);
    }

    @Test
    void wrongCredentialsAreRefusedWithoutRepeatingThem() {
        Map<String, String> config = config();
        config.put("iceberg.catalog.s3.secret-access-key", "secret-canary-4711");

        assertThat(new EvidenceArchiveSinkConnector()
                        .validate(config).configValues().stream()
                                .filter(value -> !value.errorMessages().isEmpty()))
                .singleElement()
                .satisfies(value -> {
                    assertThat(value.name()).isEqualTo("iceberg.catalog.warehouse");
                    assertThat(value.errorMessages().toString())
                            .contains("Cannot write", "403")
                            .doesNotContain("secret-canary");
                });
    }

    @Test
    void leavesNothingBehindInBucketAndStagingDirectory() throws Exception {
        try (ArchiveHarness archive = ArchiveHarness.start(directory, config())) {
            archive.put(Events.record(0), Events.record(1));
            archive.commit();
        }

        List<String> objects = s3.listObjectsV2Paginator(request -> request.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .toList();
        assertThat(objects).isNotEmpty().noneMatch(key -> key.contains("probe"));
        try (var files = Files.list(staging())) {
            assertThat(files).isEmpty();
        }
    }

    /** Writes to a data file, as whoever may write to the bucket can. */
    @Test
    void aChangedObjectIsFound() {
        try (ArchiveHarness archive = ArchiveHarness.start(directory, config())) {
            archive.put(Events.record(0), Events.record(1));
            archive.commit();
            Table table = archive.catalog().loadTable(TableIdentifier.of("evidence", "events"));
            String location = dataFile(table);
            String key = location.substring(("s3://" + bucket + "/").length());
            byte[] bytes = s3.getObjectAsBytes(request -> request.bucket(bucket).key(key))
                    .asByteArray();
            bytes[bytes.length / 2] ^= 1;

            s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(bytes));

            assertThat(Verifier.verify(table, TrustedKeys.of(ArchiveHarness.KEY.verificationKey()), 1, Progress.NONE)
                            .findings())
                    .isNotEmpty()
                    .allSatisfy(finding -> assertThat(finding.subject()).isEqualTo(location));
        }
    }

    /** In a bucket with versions, where a name that is deleted still has its bytes. */
    @Test
    void bringsOffloadedContentHomeAndSweepsEveryVersionOfIt() {
        s3.putBucketVersioning(request -> request.bucket(bucket)
                .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
        Map<String, String> config = config();
        config.put("archive.content.location", "s3://" + bucket + "/content/");
        Struct event = Events.struct(0);
        event.put(
                "content",
                new Struct(event.schema().field("content").schema())
                        .put("input_messages_json", "lorem ipsum ".repeat(500_000)));
        SinkRecord offloaded;
        try (OffloadContent<SinkRecord> transform = new OffloadContent<>()) {
            transform.configure(config);
            offloaded = transform.apply(Events.record(0, 0, event));
        }
        assertThat(versionsOfContent()).isEqualTo(1);

        try (ArchiveHarness archive = ArchiveHarness.start(directory, config)) {
            archive.put(offloaded);
            archive.commit();
            assertThat(archive.rows())
                    .singleElement()
                    .satisfies(row -> assertThat(((Record) row.getField("content")).getField("input_messages_json"))
                            .isEqualTo("lorem ipsum ".repeat(500_000)));
        }

        try (ContentArea area = ContentArea.open(config, config.get("archive.content.location"), Clock.systemUTC())) {
            ContentSweep sweep = new ContentSweep(area, Duration.ofDays(1));
            assertThat(sweep.run(Clock.systemUTC().instant())).isZero();
            assertThat(sweep.run(Clock.systemUTC().instant().plus(Duration.ofDays(3))))
                    .isEqualTo(1);
        }
        assertThat(versionsOfContent()).isZero();
    }

    private int versionsOfContent() {
        return s3.listObjectVersions(request -> request.bucket(bucket).prefix("content/"))
                .versions()
                .size();
    }

    private Path staging() {
        return directory.resolve("staging");
    }

    private static String dataFile(Table table) {
        try (CloseableIterable<FileScanTask> files = table.newScan().planFiles()) {
            return files.iterator().next().file().location();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
