/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.retention;

import io.affidavit.core.policy.PolicyDocument;
import io.affidavit.core.policy.PolicyRef;
import io.affidavit.core.policy.RetentionClass;
import io.affidavit.core.policy.RetentionTerm;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The terms of one version of a policy. They are applied to the days that records already lie in, so a longer term holds
 * for old records too, from the moment the policy is used.
 *
 * @param policy the version the terms are of
 * @param terms by retention class
 */
public record Retention(PolicyRef policy, Map<String, RetentionTerm> terms) {

    public Retention {
        Objects.requireNonNull(policy, "policy");
        terms = Collections.unmodifiableMap(new TreeMap<>(terms));
    }

    /** The terms of a document. */
    public static Retention of(PolicyDocument document) {
        Map<String, RetentionTerm> terms = new TreeMap<>();
        for (RetentionClass each : document.retention().values()) {
            terms.put(each.id(), each.duration());
        }
        return new Retention(document.ref(), terms);
    }

    /** When the records of a class may go whose event time lies in {@code day}, UTC. */
    public Due due(String retentionClass, LocalDate day) {
        RetentionTerm term = terms.get(retentionClass);
        if (term == null) {
            return new Due.Unnamed();
        }
        return term.lastDay(day).<Due>map(last -> new Due.At(after(last))).orElseGet(Due.Never::new);
    }

    /** The first moment by which every record of the day was kept for the whole period, UTC. */
    static Instant expireAt(LocalDate day, Period period) {
        return after(RetentionTerm.of(period).lastDay(day).orElseThrow());
    }

    private static Instant after(LocalDate lastDay) {
        return lastDay.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
