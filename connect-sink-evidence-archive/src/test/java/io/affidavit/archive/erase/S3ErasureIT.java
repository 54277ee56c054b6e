/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.erase;

import static io.affidavit.archive.erase.ErasureFixture.mine;
import static io.affidavit.archive.erase.ErasureFixture.subject;
import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.S3Server;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.lock.LockMode;
import io.affidavit.archive.lock.ObjectLocks;
import io.affidavit.archive.lock.Retention;
import io.affidavit.archive.removal.Progress;
import io.affidavit.catalog.Catalogs;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.iceberg.catalog.Catalog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/** A store with versions that enforces Object Lock, named by {@code -Daffidavit.s3.endpoint}. */
@Tag("component")
@EnabledIfSystemProperty(named = S3Server.PROPERTY, matches = "http.+")
class S3ErasureIT extends ErasureContract {

    private static S3Client s3;

    @TempDir
    Path directory;

    private String bucket;

    @BeforeAll
    static void connect() {
        s3 = S3Server.client();
    }

    @AfterAll
    static void disconnect() {
        s3.close();
    }

    @Override
    public Catalog catalog() {
        bucket = "erasure-" + UUID.randomUUID();
        s3.createBucket(request -> request.bucket(bucket).objectLockEnabledForBucket(true));
        return Catalogs.open(S3Server.keys(directory, bucket));
    }

    @Override
    public List<byte[]> storedBytes() {
        List<byte[]> stored = new ArrayList<>();
        String prefix = key(events.table().location() + "/data/");
        for (ObjectVersion version : s3.listObjectVersionsPaginator(
                        request -> request.bucket(bucket).prefix(prefix))
                .versions()) {
            stored.add(s3.getObjectAsBytes(
                            request -> request.bucket(bucket).key(version.key()).versionId(version.versionId()))
                    .asByteArray());
        }
        return stored;
    }

    @Test
    void deletesEveryVersion() {
        AttestedFile file = archive(20_454, mine("a"), "one");
        // Given that somebody put the object there again, and deleted it, which only hid it
        s3.putObject(
                request -> request.bucket(bucket).key(key(file.path())),
                RequestBody.fromBytes(
                        s3.getObjectAsBytes(request -> request.bucket(bucket).key(key(file.path())))
                                .asByteArray()));
        assertThat(storedBytes().size()).isEqualTo(2);

        erase();

        assertThat(certificates()).singleElement().satisfies(certificate -> {
            assertThat(certificate.terms()).containsEntry("absenceMethod", "all-versions");
            assertThat(certificate.deleted())
                    .singleElement()
                    .satisfies(deleted -> assertThat(deleted.versions()).isEqualTo(2));
        });
        assertThat(canaryIsStored()).isFalse();
    }

    @Test
    void movesTheLegalHoldToTheNewObject() {
        AttestedFile mixed = archive(20_454, mine("a"), "held");
        AttestedFile whole = archive(20_455, mine("b"));
        placeHold("m-1", "event_id = '20454-1'");
        assertThat(locks().isHeld(mixed.path())).isTrue();
        assertThat(locks().isHeld(whole.path())).isTrue();

        erase();

        assertThat(livePaths()).singleElement().satisfies(path -> {
            assertThat(onBranch("hold-m-1")).containsExactly(path);
            assertThat(locks().isHeld(path)).isTrue();
        });
        assertThat(certificates()).hasSize(1);
        assertThat(canaryIsStored()).isFalse();
        assertThat(findings()).isEmpty();
        // so that the bucket can be emptied
        livePaths().forEach(locks()::release);
    }

    @Test
    void isPendingWhileTheStoreKeepsALockAndLocksTheNewObjectAsLong() throws InterruptedException {
        AttestedFile file = archive(20_454, mine("a"), "one");
        Instant until = Instant.now().plusSeconds(20).truncatedTo(ChronoUnit.SECONDS);
        Retention lock = new Retention(LockMode.GOVERNANCE, until);
        assertThat(locks().retain(file.path(), lock)).isTrue();
        Eraser eraser = new Eraser(upkeep(Instant.now()));

        // When
        ErasurePlan plan = eraser.plan(subject());
        eraser.erase(plan, REQUEST, Duration.ZERO);
        List<Progress> progress = eraser.advance();

        // Then
        assertThat(plan.lockedUntil()).contains(until);
        assertThat(prompts()).containsExactly("one");
        assertThat(progress)
                .singleElement()
                .isEqualTo(new Progress.Pending(eraser.open().get(0).id(), 0, 1, Optional.of(until)));
        assertThat(livePaths())
                .singleElement()
                .satisfies(path -> assertThat(locks().retention(path)).contains(lock));
        assertThat(certificates()).isEmpty();

        // When the lock has ended
        Thread.sleep(Duration.between(Instant.now(), until.plusSeconds(2)).toMillis());

        // Then
        assertThat(eraser.advance()).singleElement().isInstanceOf(Progress.Certified.class);
        assertThat(canaryIsStored()).isFalse();
        assertThat(findings()).isEmpty();
    }

    private ObjectLocks locks() {
        return ObjectLocks.of(events.table().io(), events.table().location()).orElseThrow();
    }

    private String key(String location) {
        return location.substring(("s3://" + bucket + "/").length());
    }
}
