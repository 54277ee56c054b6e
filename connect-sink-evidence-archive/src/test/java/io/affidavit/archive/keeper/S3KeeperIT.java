/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.affidavit.archive.commit.Backoff;
import io.affidavit.archive.evidence.EvidentTable;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.verify.Verifier;
import io.affidavit.archive.expiry.Expirer;
import io.affidavit.archive.hold.HoldOrder;
import io.affidavit.archive.hold.HoldRegistry;
import io.affidavit.archive.hold.LegalHolds;
import io.affidavit.archive.hold.predicate.HoldPredicate;
import io.affidavit.archive.lock.LockMode;
import io.affidavit.archive.lock.ObjectLocks;
import io.affidavit.archive.removal.Holding;
import io.affidavit.archive.removal.Progress;
import io.affidavit.archive.removal.Remover;
import io.affidavit.archive.removal.Upkeep;
import io.affidavit.archive.retention.Retention;
import io.affidavit.archive.seal.SealTerms;
import io.affidavit.archive.seal.Sealer;
import io.affidavit.catalog.Catalogs;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.key.TrustedKeys;
import io.affidavit.core.policy.PolicyReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Carving, sealing and locks on an S3 server that enforces Object Lock, named by {@code -Daffidavit.s3.endpoint}. */
@Tag("component")
@EnabledIfSystemProperty(named = "affidavit.s3.endpoint", matches = "http.+")
class S3KeeperIT {

    private static final URI ENDPOINT = URI.create(System.getProperty("affidavit.s3.endpoint", "http://127.0.0.1"));
    private static final String ACCESS_KEY = System.getProperty("affidavit.s3.access.key", "");
    private static final String SECRET_KEY = System.getProperty("affidavit.s3.secret.key", "");
    private static final SigningKey KEY = SigningKey.generate();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PERIOD = Duration.ofDays(30);

    /** Long after every file of the test was archived. */
    private final Instant now = Instant.now().plus(Duration.ofDays(400));

    private final LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    private static final Retention RETENTION = Retention.of(
            PolicyReader.read("{id: terms, version: 1, retention: {std-1y: {duration: 1y}, debug: {duration: 30d}}}"));
    private static final SealTerms SEALING = new SealTerms(Duration.ofDays(3), Duration.ZERO, Long.MAX_VALUE);

    private static S3Client s3;

    @TempDir
    private Path directory;

    private String bucket;
    private EvidentTable events;

    @BeforeAll
    static void connect() {
        s3 = S3Client.builder()
                .endpointOverride(ENDPOINT)
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
                .build();
    }

    @AfterAll
    static void disconnect() {
        s3.close();
    }

    @BeforeEach
    void create() {
        bucket = "keeper-" + UUID.randomUUID();
        s3.createBucket(request -> request.bucket(bucket).objectLockEnabledForBucket(true));
        events = EvidentTable.create(Catalogs.open(keys()), KEY);
    }

    @AfterEach
    void close() {
        events.close();
    }

    @Test
    void aSealedFileIsLockedForTheRestOfItsTermBeforeTheCommitAndOldOnesUntilTheirOwnLocksEnd() {
        LocalDate day = today.minusDays(10);
        List<AttestedFile> small = List.of(archive(5, day, "std-1y"), archive(3, day, "std-1y"));
        // Given files that are locked as the sink does it
        Instant landing = Instant.now().plusSeconds(3600);
        small.forEach(file -> lock(file.path(), landing));

        // When
        rounds().run(Optional.of(RETENTION), false);

        // Then
        String sealed = livePaths().iterator().next();
        assertThat(livePaths()).hasSize(1);
        assertThat(until(sealed))
                .contains(day.plusYears(1).plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
        assertRefusesDeletion(sealed);
        assertThat(new Remover(upkeep()).advance())
                .singleElement()
                .isInstanceOfSatisfying(
                        Progress.Pending.class,
                        pending -> assertThat(pending.kept()).isEqualTo(2));
        assertVerifies();
    }

    @Test
    void whatMayStillBeRewrittenIsLockedAgainAndAgainAndNothingBeyondItsTerm() {
        AttestedFile open = archive(5, today, "std-1y");
        AttestedFile ending = archive(5, today.minusDays(20), "debug");
        AttestedFile over = archive(5, today.minusDays(40), "debug");

        // When
        rounds().run(Optional.of(RETENTION), false);

        // Then
        assertThat(until(open.path()).orElseThrow()).isBetween(now.plus(PERIOD).minusSeconds(60), now.plus(PERIOD));
        assertThat(until(ending.path()))
                .contains(today.plusDays(11).atStartOfDay().toInstant(ZoneOffset.UTC));
        assertThat(until(over.path())).isEmpty();
    }

    @Test
    void aCarvedFileIsUnderTheHoldOfTheStoreAndTheOldOneIsLetGoOfAndDeleted() {
        AttestedFile partly = archive(100, today.minusDays(100), "debug");
        placeHold("id < 30");
        ObjectLocks locks = locks();
        assertThat(locks.isHeld(partly.path())).isTrue();

        // When
        Expirer expirer = new Expirer(upkeep());
        expirer.drop(expirer.plan(RETENTION), Duration.ZERO);
        boolean heldInGrace = locks.isHeld(partly.path());
        List<Progress> progress = expirer.remover().advance();

        // Then
        String carved = livePaths().iterator().next();
        assertThat(heldInGrace).isTrue();
        assertThat(progress).singleElement().isInstanceOf(Progress.Certified.class);
        assertThat(s3.listObjectVersions(request -> request.bucket(bucket).prefix(key(partly.path())))
                        .versions())
                .isEmpty();
        assertThat(locks.isHeld(carved)).isTrue();
        assertRefusesDeletion(carved);
        assertVerifies();

        // When the hold is released
        holds().release("case-7", "settled");

        // Then the store lets go of the new file
        assertThat(locks.isHeld(carved)).isFalse();
        assertThat(HoldRegistry.of(events.fresh()).open()).isEmpty();
    }

    @Test
    void aSealedFileInheritsLocksWhereNobodySaysHowLongItIsKept() {
        LocalDate day = today.minusDays(10);
        AttestedFile first = archive(5, day, "std-1y");
        AttestedFile second = archive(3, day, "std-1y");
        Instant longest = now.plus(Duration.ofDays(9)).truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
        lock(first.path(), now.plusSeconds(3600).truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
        lock(second.path(), longest);

        // When
        Sealer sealer = new Sealer(upkeep());
        sealer.seal(sealer.plan(SEALING), SEALING.grace());

        // Then
        assertThat(livePaths())
                .singleElement()
                .satisfies(file -> assertThat(until(file)).contains(longest));
    }

    private Rounds rounds() {
        Upkeep upkeep = upkeep();
        return new Rounds(
                new RemovalRound("db.events", new Remover(upkeep), true),
                new ExpiryRound("db.events", new Expirer(upkeep), Duration.ZERO, true),
                Optional.of(new SealRound("db.events", new Sealer(upkeep), SEALING, true)),
                new LockRound("db.events", upkeep.tables(), LockMode.GOVERNANCE, PERIOD, upkeep.clock()));
    }

    private Upkeep upkeep() {
        return new Upkeep(events::fresh, Holding::of, KEY, "keeper", PATIENCE, Clock.fixed(now, ZoneOffset.UTC));
    }

    private LegalHolds holds() {
        return new LegalHolds(
                events.fresh(), KEY, "counsel", Backoff.within(PATIENCE), Clock.fixed(now, ZoneOffset.UTC));
    }

    private void placeHold(String predicate) {
        holds().place(new HoldOrder("case-7", "matter", "litigation", HoldPredicate.parse(predicate)));
    }

    private AttestedFile archive(int count, LocalDate day, String retentionClass) {
        return events.archive(count, Math.toIntExact(day.toEpochDay()), retentionClass);
    }

    private ObjectLocks locks() {
        Table table = events.table();
        return ObjectLocks.of(table.io(), table.location()).orElseThrow();
    }

    /** In the mode that this user may lift again, with a permission that the keeper does not ask for. */
    private void lock(String location, Instant until) {
        assertThat(locks().retain(location, new io.affidavit.archive.lock.Retention(LockMode.GOVERNANCE, until)))
                .isTrue();
    }

    private Optional<Instant> until(String location) {
        return locks().retention(location).map(io.affidavit.archive.lock.Retention::until);
    }

    private void assertRefusesDeletion(String location) {
        String version = s3.listObjectVersions(request -> request.bucket(bucket).prefix(key(location)))
                .versions()
                .get(0)
                .versionId();
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> s3.deleteObject(
                        request -> request.bucket(bucket).key(key(location)).versionId(version)));
    }

    private void assertVerifies() {
        assertThat(Verifier.verify(
                                events.fresh(),
                                TrustedKeys.of(KEY.verificationKey()),
                                1,
                                io.affidavit.archive.evidence.verify.Progress.NONE)
                        .findings())
                .isEmpty();
    }

    private Set<String> livePaths() {
        return StreamSupport.stream(events.fresh().newScan().planFiles().spliterator(), false)
                .map(task -> task.file().location())
                .collect(Collectors.toSet());
    }

    private String key(String location) {
        return location.substring(("s3://" + bucket + "/").length());
    }

    private Map<String, String> keys() {
        Map<String, String> keys = new HashMap<>();
        keys.put("iceberg.catalog.type", "jdbc");
        keys.put("iceberg.catalog.jdbc.schema-version", "V1");
        keys.put("iceberg.catalog.uri", "jdbc:sqlite:" + directory.resolve("catalog.db") + "?busy_timeout=60000");
        keys.put("iceberg.catalog.warehouse", "s3://" + bucket + "/archive");
        keys.put("iceberg.catalog.s3.endpoint", ENDPOINT.toString());
        keys.put("iceberg.catalog.s3.path-style-access", "true");
        keys.put("iceberg.catalog.client.region", "us-east-1");
        keys.put("iceberg.catalog.s3.access-key-id", ACCESS_KEY);
        keys.put("iceberg.catalog.s3.secret-access-key", SECRET_KEY);
        keys.put("archive.s3.checksums", "required");
        return keys;
    }
}
