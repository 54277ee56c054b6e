/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import io.affidavit.core.config.ConfigKeys;
import io.affidavit.core.plugin.GovernancePredicate;
import io.affidavit.core.tags.GovHeaders;
import io.affidavit.core.tags.LegalHold;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.connect.connector.ConnectRecord;

/**
 * Holds for records under legal hold, as {@code gov.legal.hold} says. A damaged tag counts as a hold, and a hold for an
 * unnamed matter as one for every matter.
 */
public final class UnderLegalHold<R extends ConnectRecord<R>> extends GovernancePredicate<R> {

    private static final String MATTERS = "matters";

    /** Every key of this predicate. */
    public static final ConfigKeys KEYS = ConfigKeys.of(ConfigKey.list(MATTERS)
            .group("Legal hold")
            .displayName("Matters")
            .doc("Ids of legal matters, one of which must hold the record. Empty for any.")
            .defaultValue(List.of())
            .validator(Checks.check(
                    "ids without blanks",
                    value -> ((List<?>) value)
                            .stream().noneMatch(id -> id.toString().isBlank())))
            .build());

    private Set<String> matters;

    public UnderLegalHold() {
        super(KEYS);
    }

    @Override
    public void configure(Map<String, ?> props) {
        matters = Set.copyOf(new AbstractConfig(config(), props, false).getList(MATTERS));
    }

    @Override
    public boolean test(R record) {
        LegalHold hold = LegalHold.parse(GovHeaders.text(record.headers(), GovHeaders.LEGAL_HOLD));
        return hold instanceof LegalHold.Held held
                && (matters.isEmpty() || held.matters().isEmpty() || !Collections.disjoint(held.matters(), matters));
    }
}
