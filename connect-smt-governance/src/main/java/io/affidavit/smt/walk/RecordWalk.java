/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import io.affidavit.core.tags.GovHeaders;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;

/**
 * Finds and protects in whole records. A record without findings is returned itself. Safe for use by many threads: the
 * buffers of one walk are lent to one thread at a time, and a second thread gets its own.
 */
public final class RecordWalk<R extends ConnectRecord<R>> {

    private static final String CLOUD_EVENTS = "ce_";

    private final WalkSettings settings;
    private final FindingListener listener;
    private final PathNode everywhere = PathTree.of(List.of()).root();
    private final SensitivityTags tags;
    private final AtomicReference<Buffers> idle = new AtomicReference<>();

    public RecordWalk(WalkSettings settings) {
        this(settings, FindingListener.NONE);
    }

    /** @param listener is called by the thread that walks */
    public RecordWalk(WalkSettings settings, FindingListener listener) {
        this.settings = settings;
        this.listener = listener;
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
        Buffers buffers = lent == null ? new Buffers(settings, listener) : lent;
        buffers.tally.clear();
        R result = apply(record, buffers);
        // buffers of a walk that failed are not used again
        idle.set(buffers);
        return result;
    }

    private R apply(R record, Buffers buffers) {
        buffers.masker.tenant(tenant(record.value()));
        Object value = buffers.walk.walk(
                record.valueSchema(), record.value(), settings.paths().root());
        Object key = settings.keys() && record.key() != null
                ? buffers.walk.walk(record.keySchema(), record.key(), everywhere)
                : record.key();
        Headers headers = settings.headers() ? headers(record.headers(), buffers) : record.headers();
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

    private Headers headers(Headers headers, Buffers buffers) {
        Headers copy = null;
        int at = 0;
        for (Header header : headers) {
            boolean ours =
                    header.key().startsWith(GovHeaders.PREFIX) || header.key().startsWith(CLOUD_EVENTS);
            Object value = ours || header.value() == null
                    ? header.value()
                    : buffers.walk.walk(header.schema(), header.value(), everywhere.child(header.key()));
            if (value != header.value() && copy == null) {
                copy = first(headers, at);
            }
            if (copy != null) {
                copy.add(header.key(), new SchemaAndValue(header.schema(), value));
            }
            at++;
        }
        return copy == null ? headers : copy;
    }

    private static Headers first(Headers headers, int count) {
        Headers copy = new ConnectHeaders();
        int at = 0;
        for (Header header : headers) {
            if (at++ == count) {
                break;
            }
            copy.add(header);
        }
        return copy;
    }

    private String tenant(Object value) {
        Object at = settings.tenantPath().isEmpty() ? null : value;
        for (int i = 0; i < settings.tenantPath().size() && at != null; i++) {
            at = child(at, settings.tenantPath().get(i));
        }
        return at instanceof String tenant ? tenant : "";
    }

    private static Object child(Object container, String name) {
        if (container instanceof Struct struct) {
            Field field = struct.schema().field(name);
            boolean readable = field != null && field.schema().type() != Schema.Type.BYTES;
            return readable ? struct.getWithoutDefault(name) : null;
        }
        return container instanceof Map<?, ?> map ? map.get(name) : null;
    }

    private static final class Buffers {
        private final Tally tally;
        private final TextMasker masker;
        private final ValueWalk walk;

        Buffers(WalkSettings settings, FindingListener listener) {
            tally = new Tally(listener);
            masker = new TextMasker(settings.policy(), settings.budget(), tally, settings.minimumScore());
            walk = new ValueWalk(settings.budget(), settings.bytes(), masker);
        }
    }
}
