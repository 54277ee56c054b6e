/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.lock;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.aws.s3.S3FileIO;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockRetention;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * S3 Object Lock, and that of servers that speak its protocol.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html">Locking objects</a>
 */
final class S3ObjectLocks implements ObjectLocks {

    // What servers answer of a bucket or an object without a lock, or where they know none.
    private static final Set<Integer> NO_LOCK = Set.of(400, 404, 405, 501);

    private final S3FileIO io;

    private S3ObjectLocks(S3FileIO io) {
        this.io = io;
    }

    static Optional<ObjectLocks> of(S3FileIO io, String location) {
        String bucket = S3Location.of(location).bucket();
        try {
            boolean enabled = io.client(location)
                            .getObjectLockConfiguration(request -> request.bucket(bucket))
                            .objectLockConfiguration()
                            .objectLockEnabled()
                    == ObjectLockEnabled.ENABLED;
            return enabled ? Optional.of(new S3ObjectLocks(io)) : Optional.empty();
        } catch (S3Exception e) {
            if (NO_LOCK.contains(e.statusCode())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public boolean hold(String location) {
        set(location, ObjectLockLegalHoldStatus.ON);
        return isHeld(location);
    }

    @Override
    public void release(String location) {
        set(location, ObjectLockLegalHoldStatus.OFF);
    }

    @Override
    public boolean isHeld(String location) {
        List<ObjectVersion> versions = versions(location);
        return !versions.isEmpty() && versions.stream().allMatch(version -> isHeld(location, version));
    }

    private void set(String location, ObjectLockLegalHoldStatus status) {
        S3Client client = io.client(location);
        S3Location object = S3Location.of(location);
        for (ObjectVersion version : versions(location)) {
            client.putObjectLegalHold(request -> request.bucket(object.bucket())
                    .key(object.key())
                    .versionId(version.versionId())
                    .legalHold(hold -> hold.status(status)));
        }
    }

    private boolean isHeld(String location, ObjectVersion version) {
        S3Location object = S3Location.of(location);
        try {
            return io.client(location)
                            .getObjectLegalHold(request -> request.bucket(object.bucket())
                                    .key(object.key())
                                    .versionId(version.versionId()))
                            .legalHold()
                            .status()
                    == ObjectLockLegalHoldStatus.ON;
        } catch (S3Exception e) {
            if (NO_LOCK.contains(e.statusCode())) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public boolean retain(String location, Retention retention) {
        S3Location object = S3Location.of(location);
        for (ObjectVersion version : versions(location)) {
            Optional<Retention> before = retention(location, version);
            if (before.isEmpty() || !before.get().covers(retention)) {
                Retention wanted =
                        before.map(old -> Retention.strongest(old, retention)).orElse(retention);
                io.client(location)
                        .putObjectRetention(request -> request.bucket(object.bucket())
                                .key(object.key())
                                .versionId(version.versionId())
                                .retention(lock -> lock.mode(
                                                wanted.mode() == LockMode.COMPLIANCE
                                                        ? ObjectLockRetentionMode.COMPLIANCE
                                                        : ObjectLockRetentionMode.GOVERNANCE)
                                        .retainUntilDate(wanted.until())));
            }
        }
        return retention(location).filter(now -> now.covers(retention)).isPresent();
    }

    @Override
    public Optional<Retention> retention(String location) {
        Optional<Retention> weakest = Optional.empty();
        for (ObjectVersion version : versions(location)) {
            Optional<Retention> one = retention(location, version);
            if (one.isEmpty()) {
                return Optional.empty();
            }
            weakest = weakest.isPresent() && one.get().covers(weakest.get()) ? weakest : one;
        }
        return weakest;
    }

    private Optional<Retention> retention(String location, ObjectVersion version) {
        S3Location object = S3Location.of(location);
        try {
            ObjectLockRetention lock = io.client(location)
                    .getObjectRetention(request ->
                            request.bucket(object.bucket()).key(object.key()).versionId(version.versionId()))
                    .retention();
            return lock == null || lock.retainUntilDate() == null
                    ? Optional.empty()
                    : Optional.of(new Retention(
                            lock.mode() == ObjectLockRetentionMode.COMPLIANCE
                                    ? LockMode.COMPLIANCE
                                    : LockMode.GOVERNANCE,
                            lock.retainUntilDate()));
        } catch (S3Exception e) {
            if (NO_LOCK.contains(e.statusCode())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private List<ObjectVersion> versions(String location) {
        S3Location object = S3Location.of(location);
        return io
                .client(location)
                .listObjectVersionsPaginator(
                        request -> request.bucket(object.bucket()).prefix(object.key()))
                .versions()
                .stream()
                .filter(version -> version.key().equals(object.key()))
                .toList();
    }
}
