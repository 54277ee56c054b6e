/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.header.Headers;

/**
 * Finds and protects in whole records. A record without findings is returned itself. Safe for use by many threads: the
 * buffers of one walk are lent to one thread at a time, and a second thread gets its own.
 */
public final class RecordWalk<R extends ConnectRecord<R>> {

    private final WalkSettings settings;
    private final PathNode everywhere = PathTree.of(List.of()).root();
    private final TenantPath tenant;
    private final SensitivityTags tags;
    private final AtomicReference<Buffers> idle = new AtomicReference<>();

    public RecordWalk(WalkSettings settings) {
        this.settings = settings;
        this.tenant = new TenantPath(settings.tenantPath());
        this.tags = new SensitivityTags(settings.policy().classifies() ? List.of() : settings.tagsPath());
    }

    /**
     * @throws RefusedException if the record cannot be protected as configured
     */
    public R apply(R record) {
        if (record.value() == null) {
            return record;
        }
        Buffers lent = idle.getAndSet(null);
        Buffers buffers = lent == null ? new Buffers(settings) : lent;
        buffers.tally.clear();
        R result = apply(record, buffers);
        // buffers of a walk that failed are not used again
        idle.set(buffers);
        return result;
    }

    private R apply(R record, Buffers buffers) {
        buffers.masker.tenant(tenant.of(record.value()));
        Object value = buffers.walk.walk(
                record.valueSchema(), record.value(), settings.paths().root());
        Object key = settings.keys() && record.key() != null
                ? buffers.walk.walk(record.keySchema(), record.key(), everywhere)
                : record.key();
        Headers headers = settings.headers() ? HeaderWalk.walk(record.headers(), buffers.walk) : record.headers();
        if (buffers.tally.isEmpty()) {
            return record;
        }
        Headers tagged = headers == record.headers() ? headers.duplicate() : headers;
        FindingHeaders.write(tagged, buffers.tally);
        return record.newRecord(
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                key,
                record.valueSchema(),
                tags.add(value, buffers.tally.labels()),
                record.timestamp(),
                tagged);
    }

    private static final class Buffers {
        private final Tally tally = new Tally();
        private final TextMasker masker;
        private final ValueWalk walk;

        Buffers(WalkSettings settings) {
            masker = new TextMasker(settings.policy(), settings.budget(), tally, settings.minimumScore());
            walk = new ValueWalk(settings.budget(), settings.bytes(), masker);
        }
    }
}
