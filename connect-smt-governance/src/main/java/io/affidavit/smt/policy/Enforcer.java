/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.policy;

import io.affidavit.core.config.ConfigKeys;
import io.affidavit.core.metrics.Meters;
import io.affidavit.core.policy.PolicyException;
import io.affidavit.core.policy.Verdict;
import io.affidavit.core.policy.log.PolicySource;
import io.affidavit.core.policysource.PolicyGauges;
import io.affidavit.core.policysource.PolicySources;
import io.affidavit.core.tags.GovHeaders;
import io.affidavit.smt.policy.Firing.Mark;
import io.affidavit.smt.reject.Rejector;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.source.SourceRecord;

/** Holds records against the policy in force at their time, and acts on the verdict. Safe for use by many threads. */
public final class Enforcer<R extends ConnectRecord<R>> implements AutoCloseable {

    private static final String BLOCKED = "policy.";
    private static final String FAILED = "policy-error.";

    private final EnforceSettings settings;
    private final PolicySource<CompiledPolicy> source;
    private final Rejector<R> rejector;
    private final InstantSource clock;
    private final Stamp stamp = new Stamp();
    private volatile PolicyMeters meters = new PolicyMeters(Meters.none());

    private Enforcer(
            EnforceSettings settings, PolicySource<CompiledPolicy> source, Rejector<R> rejector, InstantSource clock) {
        this.settings = settings;
        this.source = source;
        this.rejector = rejector;
        this.clock = clock;
    }

    /** Every key of the transform, those of rejects included. */
    public static ConfigKeys keys() {
        return ConfigKeys.of(Stream.of(PolicySources.keys(CompiledPolicy::new), EnforceSettings.KEYS, Rejector.keys())
                .flatMap(List::stream)
                .toList());
    }

    /**
     * Waits until there is a policy.
     *
     * @throws org.apache.kafka.common.config.ConfigException naming the key that is missing or wrong
     * @throws org.apache.kafka.connect.errors.ConnectException if there is no policy to begin with
     */
    public static <R extends ConnectRecord<R>> Enforcer<R> open(
            AbstractConfig config, Rejector<R> rejector, InstantSource clock) {
        EnforceSettings settings = EnforceSettings.of(config);
        return new Enforcer<>(settings, PolicySources.open(config, CompiledPolicy::new, clock), rejector, clock);
    }

    public void metersReady(Meters registry) {
        meters = new PolicyMeters(registry);
        PolicyGauges.show(source, clock, registry);
    }

    /** The record with its stamps, diverted or in its rejected form where the verdict says so. */
    public R enforce(R record) {
        if (replayed(record)) {
            meters.pass();
            return record;
        }
        long time = record.timestamp() == null ? clock.millis() : record.timestamp();
        CompiledPolicy policy;
        try {
            policy = source.at(time);
        } catch (PolicyException e) {
            return rejector.reject(record, PolicySources.STALE, null);
        }
        PolicyMeters counts = meters;
        long begun = counts.begin();
        Decision decision = policy.decide(record, time);
        counts.count(decision, begun);
        return act(stamped(record, policy, decision), decision);
    }

    private R act(R record, Decision decision) {
        if (decision.verdict() == Verdict.BLOCK) {
            Firing why = decision.decisive();
            return rejector.reject(record, (why.mark() == Mark.FAILED ? FAILED : BLOCKED) + why.rule(), null);
        }
        meters.pass();
        boolean divert = decision.verdict() == Verdict.ESCALATE
                && settings.escalateTopic() != null
                && record instanceof SourceRecord;
        return divert ? diverted(record) : record;
    }

    private R stamped(R record, CompiledPolicy policy, Decision decision) {
        Headers headers = stamp.headers(record.headers(), policy.stamp(), decision);
        Object value = settings.fields().write(record.value(), headers, policy, decision);
        return record.newRecord(
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                record.valueSchema(),
                value,
                record.timestamp(),
                headers);
    }

    private R diverted(R record) {
        record.headers().remove(GovHeaders.ESCALATED_FROM).addString(GovHeaders.ESCALATED_FROM, record.topic());
        return record.newRecord(
                settings.escalateTopic(),
                null,
                record.keySchema(),
                record.key(),
                record.valueSchema(),
                record.value(),
                record.timestamp(),
                record.headers());
    }

    /** The grant must be one that this pipeline was told of, and the record must have been judged before. */
    private boolean replayed(R record) {
        if (settings.replayGrants().isEmpty()) {
            return false;
        }
        String grant = GovHeaders.text(record.headers(), GovHeaders.REPLAY_GRANT);
        String verdict = GovHeaders.text(record.headers(), GovHeaders.VERDICT);
        return grant != null
                && settings.replayGrants().contains(grant)
                && GovHeaders.has(record.headers(), GovHeaders.POLICY)
                && verdict != null
                && !verdict.equals(Verdict.BLOCK.text());
    }

    @Override
    public void close() {
        source.close();
    }
}
