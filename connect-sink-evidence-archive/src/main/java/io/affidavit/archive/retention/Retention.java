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
        return term.period()
                .<Due>map(period -> new Due.At(expireAt(day, period)))
                .orElseGet(Due.Never::new);
    }

    /**
     * The first moment by which every record of the day was kept for the whole period, UTC.
     *
     * <p>Periods are of the calendar: a year ends on the same date, and where that date does not exist (29 February, the
     * 31st) on the last of the month. A period may be counted from the day itself or from the midnight that ends it; where
     * lengths of months make these differ, the later one holds.
     */
    static Instant expireAt(LocalDate day, Period period) {
        LocalDate afterLastDay = day.plus(period).plusDays(1);
        LocalDate fromMidnight = day.plusDays(1).plus(period);
        LocalDate expiry = afterLastDay.isAfter(fromMidnight) ? afterLastDay : fromMidnight;
        return expiry.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
