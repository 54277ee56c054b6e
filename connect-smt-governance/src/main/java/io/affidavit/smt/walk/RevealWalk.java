/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import io.affidavit.smt.seal.Opener;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.header.Headers;

/**
 * Opens sealed texts in whole records. A record in which nothing opens is returned itself. Safe for use by many threads, as
 * {@link RecordWalk} is.
 */
public final class RevealWalk<R extends ConnectRecord<R>> {

    /** The most that masking can be configured to look through. */
    private static final Budget BUDGET =
            new Budget(256 * 1024 * 1024, 100_000, 100_000_000, Integer.MAX_VALUE, Integer.MAX_VALUE);

    private final Settings settings;
    private final TenantPath tenant;
    private final PathNode everywhere = PathTree.of(List.of()).root();
    private final AtomicReference<Buffers> idle = new AtomicReference<>();

    public RevealWalk(Settings settings) {
        this.settings = settings;
        this.tenant = new TenantPath(settings.tenantPath());
    }

    /**
     * @param witness is told what was found, before any of it is released; where it throws, nothing is
     * @throws RefusedException if the record cannot be looked through
     */
    public R apply(R record, Consumer<RevealTally> witness) {
        if (record.value() == null) {
            return record;
        }
        Buffers lent = idle.getAndSet(null);
        Buffers buffers = lent == null ? new Buffers(settings.opener()) : lent;
        buffers.tally.clear();
        R result = apply(record, buffers);
        if (!buffers.tally.isEmpty()) {
            witness.accept(buffers.tally);
        }
        // buffers of a walk that failed are not used again
        idle.set(buffers);
        return result;
    }

    private R apply(R record, Buffers buffers) {
        buffers.revealer.tenant(tenant.of(record.value()));
        Object value = buffers.walk.walk(record.valueSchema(), record.value(), everywhere, null);
        Object key = settings.keys() && record.key() != null
                ? buffers.walk.walk(record.keySchema(), record.key(), everywhere, null)
                : record.key();
        Headers headers = settings.headers() ? HeaderWalk.walk(record.headers(), buffers.walk) : record.headers();
        if (buffers.tally.opened().isEmpty()) {
            return record;
        }
        return record.newRecord(
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                key,
                record.valueSchema(),
                value,
                record.timestamp(),
                headers);
    }

    /**
     * @param keys whether record keys are walked
     * @param headers whether headers other than {@code gov.*} and {@code ce_*} are walked
     * @param tenantPath names from the root of the value to the tenant; empty for none
     */
    public record Settings(Opener opener, boolean keys, boolean headers, List<String> tenantPath) {

        public Settings {
            Objects.requireNonNull(opener, "opener");
            tenantPath = List.copyOf(tenantPath);
        }
    }

    private static final class Buffers {
        private final RevealTally tally = new RevealTally();
        private final TextRevealer revealer;
        private final ValueWalk walk;

        Buffers(Opener opener) {
            revealer = new TextRevealer(opener, tally, BUDGET);
            walk = new ValueWalk(BUDGET, true, revealer);
        }
    }
}
