/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.reject;

import io.affidavit.core.config.ConfigKey;
import io.affidavit.core.metrics.Meter;
import io.affidavit.core.metrics.Meters;
import io.affidavit.core.tags.GovHeaders;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Refuses records on behalf of a transform. A source record is rerouted to the quarantine topic, in the same producer and
 * transaction as the rest. A sink record raises an error without content, unless it is routed to our own archive sink:
 * a foreign sink would take a changed topic for a table name. Safe for use by many threads.
 */
public final class Rejector<R extends ConnectRecord<R>> {

    /** Header with the version a refused record claims, as numbers and dots. */
    public static final String VERSION_SEEN = "gov.reject.version.seen";
    /** Header with the range of versions that was asked for. */
    public static final String VERSION_EXPECTED = "gov.reject.version.expected";
    /** Header with the class of an unexpected error and the line of ours it came from. */
    public static final String ERROR = "gov.reject.error";

    private static final int NONCE_BYTES = 12;

    private final RejectConfig config;
    private final Quarantine quarantine;
    private volatile Meter rejected = Meters.none().counter("records-rejected", "");

    private Rejector(RejectConfig config, Supplier<byte[]> nonces) {
        this.config = config;
        this.quarantine = new Quarantine(config, nonces);
    }

    /** The keys to include in the transform's own. */
    public static List<ConfigKey> keys() {
        return RejectConfig.KEYS;
    }

    /**
     * @throws org.apache.kafka.common.config.ConfigException if encryption is asked for without a key
     */
    public static <R extends ConnectRecord<R>> Rejector<R> of(AbstractConfig config) {
        SecureRandom random = new SecureRandom();
        return of(config, () -> {
            byte[] nonce = new byte[NONCE_BYTES];
            random.nextBytes(nonce);
            return nonce;
        });
    }

    static <R extends ConnectRecord<R>> Rejector<R> of(AbstractConfig config, Supplier<byte[]> nonces) {
        return new Rejector<>(RejectConfig.of(config), nonces);
    }

    public void metersReady(Meters meters) {
        rejected = meters.counter("records-rejected", "Records this transform refused.");
    }

    /**
     * Runs a transform fail-closed: what it throws unexpectedly becomes a rejection that names the error's class only.
     * Control records and records that were already rejected pass untouched. What Connect may try again is thrown on.
     */
    public R guard(R record, UnaryOperator<R> transform) {
        if (GovHeaders.has(record.headers(), GovHeaders.CONTROL) || alreadyRejected(record)) {
            return record;
        }
        try {
            return transform.apply(record);
        } catch (RejectedException | RetriableException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // nothing of the record is held any more, and what takes its place is small
            return reject(record, Rejection.internal(e));
        }
    }

    public R reject(R record, String rule, String path) {
        return reject(record, Rejection.of(rule, path));
    }

    /**
     * @return the protected record, or null under {@code on.reject=drop}
     * @throws org.apache.kafka.connect.errors.DataException without content, where the record must not pass
     */
    public R reject(R record, Rejection rejection) {
        return reject(record, rejection, config.onReject());
    }

    /** As {@link #reject(ConnectRecord, Rejection)}, for a rule with an action of its own. */
    public R reject(R record, Rejection rejection, OnReject action) {
        rejected.add(1);
        return switch (action) {
            case DROP -> null;
            case FAIL -> throw refused(record, rejection);
            case QUARANTINE -> {
                if (record instanceof SourceRecord) {
                    yield protect(record, rejection, config.topic(), null);
                }
                yield switch (config.onRejectSink()) {
                    case ROUTE -> protect(record, rejection, record.topic(), record.kafkaPartition());
                    case PASS -> marked(record, rejection);
                    case FAIL -> throw refused(record, rejection);
                };
            }
        };
    }

    private R protect(R record, Rejection rejection, String topic, Integer partition) {
        Struct value = quarantine.value(record, rejection);
        return record.newRecord(
                topic,
                partition,
                Quarantine.keySchema(),
                quarantine.key(record),
                value.schema(),
                value,
                record.timestamp(),
                Quarantine.headers(record, rejection));
    }

    /** The record as it is, with the reason on it. */
    private R marked(R record, Rejection rejection) {
        return record.newRecord(
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                record.valueSchema(),
                record.value(),
                record.timestamp(),
                Quarantine.mark(record.headers().duplicate(), rejection));
    }

    /** The header alone could be forged by a producer to get past a later transform. */
    private static boolean alreadyRejected(ConnectRecord<?> record) {
        return record.value() instanceof Struct struct
                && QuarantinedPayload.SCHEMA.name().equals(struct.schema().name())
                && GovHeaders.has(record.headers(), GovHeaders.REJECT_RULE);
    }

    private static RejectedException refused(ConnectRecord<?> record, Rejection rejection) {
        StringBuilder message = new StringBuilder("Cannot accept record of topic ").append(record.topic());
        if (record instanceof SinkRecord sink) {
            message.append(", partition ").append(sink.kafkaPartition());
            message.append(", offset ").append(sink.kafkaOffset());
        }
        message.append(": it breaks rule ").append(rejection.rule());
        if (rejection.path() != null) {
            message.append(" at ").append(rejection.path());
        }
        if (rejection.error() != null) {
            message.append(" (").append(rejection.error()).append(')');
        }
        return new RejectedException(message.append(". Correct its producer, or set ")
                .append(record instanceof SourceRecord ? RejectConfig.ON_REJECT : RejectConfig.ON_REJECT_SINK)
                .append(" so that it is quarantined.")
                .toString());
    }
}
