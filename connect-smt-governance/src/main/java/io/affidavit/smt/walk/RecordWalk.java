/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import io.affidavit.smt.seal.MissingSubjectException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.header.Headers;

/**
 * Finds and protects in whole records. A record without findings is returned itself. Safe for use by many threads: the
 * buffers of one walk are lent to one thread at a time, and a second thread gets its own. Leaves its settings open.
 */
public final class RecordWalk<R extends ConnectRecord<R>> {

    private final WalkSettings settings;
    private final FindingListener listener;
    private final PathNode everywhere = PathTree.of(List.of()).root();
    private final TenantPath tenant;
    private final TenantPath subject;
    private final SensitivityTags tags;
    private final AtomicReference<Buffers> idle = new AtomicReference<>();

    public RecordWalk(WalkSettings settings) {
        this(settings, FindingListener.NONE);
    }

    /** @param listener is called by the thread that walks */
    public RecordWalk(WalkSettings settings, FindingListener listener) {
        this.settings = settings;
        this.listener = listener;
        this.tenant = new TenantPath(settings.tenantPath());
        this.subject = new TenantPath(settings.subjects().path());
        this.tags = new SensitivityTags(settings.tagsPath());
    }

    /**
     * @throws RefusedException if the record cannot be protected as configured
     */
    public R apply(R record) {
        if (record.value() == null) {
            return record;
        }
        Buffers lent = idle.getAndSet(null);
        Buffers buffers = lent == null ? new Buffers(settings, listener) : lent;
        buffers.tally.clear();
        buffers.log.clear();
        R result;
        try {
            result = apply(record, buffers);
        } catch (MissingSubjectException e) {
            throw new RefusedException(
                    "mask.subject", String.join(".", settings.subjects().path()));
        }
        // buffers of a walk that failed are not used again; whoever takes them sees what was written before
        idle.setRelease(buffers);
        return result;
    }

    private R apply(R record, Buffers buffers) {
        buffers.masker.tenant(tenant.of(record.value()));
        buffers.masker.subject(subject.of(record.value()));
        Object value = buffers.walk.walk(
                record.valueSchema(), record.value(), settings.paths().root(), null);
        buffers.log.part("(key)");
        Object key = settings.keys() && record.key() != null
                ? buffers.walk.walk(record.keySchema(), record.key(), everywhere, null)
                : record.key();
        buffers.log.part("(header)");
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
                report(value, buffers),
                record.timestamp(),
                tagged);
    }

    private Object report(Object value, Buffers buffers) {
        if (settings.policy().classifies()) {
            return value;
        }
        Object tagged = tags.add(value, buffers.tally);
        return settings.findingsField().write(tagged, buffers.log.findings());
    }

    private static final class Buffers {
        private final Tally tally;
        private final FindingLog log;
        private final TextMasker masker;
        private final ValueWalk walk;

        Buffers(WalkSettings settings, FindingListener listener) {
            tally = new Tally(listener);
            log = new FindingLog(
                    settings.findingsField().path().isEmpty()
                            ? 0
                            : settings.budget().findings(),
                    settings.detection().scanner(List::of, 1),
                    settings.detection().hits());
            masker = new TextMasker(settings, tally, log);
            walk = new ValueWalk(settings.budget(), settings.bytes(), masker);
        }
    }
}
