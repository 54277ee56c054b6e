/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.store;

import io.affidavit.source.spi.StoreException;
import java.io.BufferedInputStream;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.io.InputFile;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket of S3, or of a server that speaks its protocol, below a prefix. */
public final class S3Store implements ObjectStore {

    private static final int BUFFER = 1 << 16;

    private final S3Settings settings;
    private final Clock clock;
    private final S3Client client;
    private volatile boolean cancelled;
    private volatile S3Bytes reading;
    /** How far the store's clock is ahead of ours, as its last answer told; null before the first. */
    private Duration ahead;

    public S3Store(S3Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.client = S3Clients.of(settings);
    }

    @Override
    public String name() {
        return settings.location();
    }

    /** A digest of endpoint, bucket and prefix: S3 does not tell a bucket from its successor. */
    @Override
    public long id() {
        return StoreIds.of(settings.endpoint().map(Object::toString).orElse("aws") + " " + settings.bucket() + " "
                + settings.prefix());
    }

    @Override
    public ObjectPage list(String after) throws StoreException {
        return list(after, null);
    }

    private ObjectPage list(String after, Integer most) throws StoreException {
        try {
            ListObjectsV2Response answer = client.listObjectsV2(request -> {
                request.bucket(settings.bucket()).prefix(settings.prefix()).maxKeys(most);
                if (!after.isEmpty()) {
                    request.startAfter(settings.prefix() + after);
                }
            });
            heed(answer.sdkHttpResponse());
            List<StoredObject> objects = answer.contents().stream()
                    .filter(object -> object.key().length() > settings.prefix().length())
                    .map(this::object)
                    .toList();
            boolean more = Boolean.TRUE.equals(answer.isTruncated())
                    && !answer.contents().isEmpty();
            return new ObjectPage(objects, more ? keyOf(last(answer.contents())) : null);
        } catch (SdkException e) {
            throw S3Failures.of(e, "list " + name());
        }
    }

    private static S3Object last(List<S3Object> objects) {
        return objects.get(objects.size() - 1);
    }

    private StoredObject object(S3Object object) {
        return new StoredObject(keyOf(object), object.eTag(), object.size(), Micros.of(object.lastModified()));
    }

    private String keyOf(S3Object object) {
        return object.key().substring(settings.prefix().length());
    }

    @Override
    public Optional<StoredObject> find(String key) throws StoreException {
        try {
            HeadObjectResponse answer = client.headObject(
                    request -> request.bucket(settings.bucket()).key(settings.prefix() + key));
            heed(answer.sdkHttpResponse());
            return Optional.of(
                    new StoredObject(key, answer.eTag(), answer.contentLength(), Micros.of(answer.lastModified())));
        } catch (SdkException e) {
            if (S3Failures.status(e) == S3Failures.NOT_FOUND) {
                return Optional.empty();
            }
            throw S3Failures.of(e, "find " + key + " of " + name());
        }
    }

    @Override
    public InputStream open(StoredObject object) {
        return new BufferedInputStream(
                new CheckedStream(bytes(object), object.key() + " of " + name(), object.size()), BUFFER);
    }

    @Override
    public InputFile file(StoredObject object) {
        return new ObjectFile(name() + object.key(), object.size(), () -> bytes(object));
    }

    private S3Bytes bytes(StoredObject object) {
        S3Bytes bytes = new S3Bytes(client, settings, object);
        reading = bytes;
        return bytes;
    }

    /** Our clock, put right by the last answer; S3 tells whole seconds, so it may be behind by one. */
    @Override
    public Instant now() throws StoreException {
        if (ahead == null) {
            list("", 1);
        }
        return clock.instant().plus(ahead == null ? Duration.ZERO : ahead);
    }

    private void heed(SdkHttpResponse answer) {
        Instant now = clock.instant();
        try {
            ahead = answer.firstMatchingHeader("Date")
                    .map(date -> Duration.between(
                            now,
                            ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant()))
                    .orElse(Duration.ZERO);
        } catch (DateTimeParseException e) {
            ahead = Duration.ZERO;
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        S3Bytes bytes = reading;
        if (bytes != null) {
            bytes.abort();
        }
    }

    @Override
    public void close() {
        if (!cancelled) {
            cancel();
        }
        client.close();
    }
}
