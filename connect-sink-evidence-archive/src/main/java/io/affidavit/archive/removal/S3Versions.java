/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.removal;

import io.affidavit.archive.lock.ObjectLocks;
import io.affidavit.archive.lock.S3Location;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.aws.s3.S3FileIO;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Objects of S3 and of servers that speak its protocol. Buckets without versions list one version per object, named
 * {@code null}, which is deleted like any other.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeletingObjectVersions.html">Deleting object
 *     versions</a>
 */
record S3Versions(S3FileIO io) implements ObjectVersions {

    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    // What servers answer where an object, or its bucket, has no lock.
    private static final Set<Integer> NO_LOCK = Set.of(400, NOT_FOUND, 405, 501);

    @Override
    public String method() {
        return "all-versions";
    }

    @Override
    public List<Version> of(String location) {
        S3Location name = S3Location.of(location);
        List<Version> versions = new ArrayList<>();
        for (ListObjectVersionsResponse page : client(location)
                .listObjectVersionsPaginator(
                        request -> request.bucket(name.bucket()).prefix(name.key()))) {
            page.versions().stream()
                    .filter(version -> version.key().equals(name.key()))
                    .forEach(version -> versions.add(new Version(location, version.versionId(), false)));
            page.deleteMarkers().stream()
                    .filter(marker -> marker.key().equals(name.key()))
                    .forEach(marker -> versions.add(new Version(location, marker.versionId(), true)));
        }
        return versions;
    }

    @Override
    public Deletion delete(Version version) {
        S3Location name = S3Location.of(version.location());
        try {
            client(version.location())
                    .deleteObject(request ->
                            request.bucket(name.bucket()).key(name.key()).versionId(version.id()));
            return new Deletion.Gone();
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                return new Deletion.Gone();
            }
            if (e.statusCode() == FORBIDDEN) {
                return new Deletion.Kept(lockedUntil(version));
            }
            throw e;
        }
    }

    @Override
    public void release(String location) {
        ObjectLocks.of(io, location).ifPresent(locks -> locks.release(location));
    }

    @Override
    public Optional<Instant> lockedUntil(String location) {
        return of(location).stream()
                .filter(version -> !version.marker())
                .findFirst()
                .flatMap(this::lockedUntil);
    }

    private Optional<Instant> lockedUntil(Version version) {
        S3Location name = S3Location.of(version.location());
        try {
            return Optional.ofNullable(client(version.location())
                            .getObjectRetention(request -> request.bucket(name.bucket())
                                    .key(name.key())
                                    .versionId(version.id()))
                            .retention())
                    .map(retention -> retention.retainUntilDate());
        } catch (S3Exception e) {
            if (NO_LOCK.contains(e.statusCode())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private S3Client client(String location) {
        return io.client(location);
    }
}
