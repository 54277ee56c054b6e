/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import io.affidavit.core.config.ConfigKeys;
import io.affidavit.core.metrics.Meter;
import io.affidavit.core.metrics.Meters;
import io.affidavit.core.plugin.GovernanceTransformation;
import io.affidavit.smt.reject.Rejector;
import io.affidavit.smt.reveal.AuditLog;
import io.affidavit.smt.reveal.AuditTrail;
import io.affidavit.smt.reveal.KafkaAuditLog;
import io.affidavit.smt.reveal.RevealConfig;
import io.affidavit.smt.subject.OpeningKeys;
import io.affidavit.smt.walk.RefusedException;
import io.affidavit.smt.walk.RevealTally;
import io.affidavit.smt.walk.RevealWalk;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.connect.connector.ConnectRecord;

/**
 * Gives back the content that {@link MaskFields} replaced by tokens and ciphertexts, for a pipeline that is allowed to have it:
 * with keysets of its own, a purpose, a ticket, and an audit record that is safe before anything is released. What does not open
 * stays as it is. Tombstones, control records and records without sealed content pass as they are.
 */
public class Reveal<R extends ConnectRecord<R>> extends GovernanceTransformation<R> {

    /** Every key of this transform. */
    public static final ConfigKeys KEYS =
            ConfigKeys.of(Stream.concat(RevealConfig.keyList().stream(), Rejector.keys().stream())
                    .toList());

    private final Function<RevealConfig, AuditLog> logs;
    private final InstantSource clock;
    private final Supplier<UUID> ids;
    private Optional<OpeningKeys> subjects = Optional.empty();
    private RevealWalk<R> walk;
    private AuditTrail trail;
    private Rejector<R> rejector;
    private volatile Meter revealed = Meter.NONE;
    private volatile Meter unopened = Meter.NONE;

    public Reveal() {
        this(KafkaAuditLog::open, Clock.systemUTC(), UUID::randomUUID);
    }

    Reveal(Function<RevealConfig, AuditLog> logs, InstantSource clock, Supplier<UUID> ids) {
        super(KEYS);
        this.logs = logs;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public void configure(Map<String, ?> props) {
        AbstractConfig config = new AbstractConfig(KEYS.toConfigDef(), props, false);
        RevealConfig what = RevealConfig.of(config);
        rejector = Rejector.of(config);
        subjects = what.openingKeys(clock);
        try {
            subjects.ifPresent(OpeningKeys::start);
            walk = new RevealWalk<>(what.walk(subjects));
            trail = new AuditTrail(what, logs.apply(what), clock, ids);
        } catch (RuntimeException e) {
            subjects.ifPresent(OpeningKeys::close);
            throw e;
        }
    }

    @Override
    protected void metersReady(Meters meters) {
        revealed = meters.counter("content-revealed", "Tokens and ciphertexts this transform opened.");
        unopened = meters.counter("content-unopened", "Tokens and ciphertexts that did not open.");
        rejector.metersReady(meters);
    }

    @Override
    public R apply(R record) {
        return rejector.guard(record, this::reveal);
    }

    private R reveal(R record) {
        try {
            return walk.apply(record, tally -> witness(record, tally));
        } catch (RefusedException e) {
            return rejector.reject(record, e.rule(), e.path());
        }
    }

    private void witness(R record, RevealTally tally) {
        trail.admit(record, tally);
        tally.opened().values().forEach(revealed::add);
        tally.unopened().values().forEach(unopened::add);
    }

    @Override
    public void close() {
        subjects.ifPresent(OpeningKeys::close);
        if (trail != null) {
            trail.close();
        }
    }
}
