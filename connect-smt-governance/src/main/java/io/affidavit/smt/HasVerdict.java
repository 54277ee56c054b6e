/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import io.affidavit.core.config.ConfigKeys;
import io.affidavit.core.plugin.GovernancePredicate;
import io.affidavit.core.policy.Verdict;
import io.affidavit.core.tags.GovHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.connect.connector.ConnectRecord;

/** Holds for records with one of the configured verdicts in {@code gov.verdict}; not for records without one. */
public final class HasVerdict<R extends ConnectRecord<R>> extends GovernancePredicate<R> {

    private static final String VERDICTS = "verdicts";
    private static final List<String> KNOWN =
            Arrays.stream(Verdict.values()).map(Verdict::text).toList();

    /** Every key of this predicate. */
    public static final ConfigKeys KEYS = ConfigKeys.of(ConfigKey.list(VERDICTS)
            .group("Verdict")
            .displayName("Verdicts")
            .doc("Verdicts for which the predicate holds, such as escalate,block.")
            .validator(Checks.check(
                    "one or more of " + String.join(", ", KNOWN),
                    value -> !((List<?>) value).isEmpty() && KNOWN.containsAll((List<?>) value)))
            .recommends(KNOWN.toArray())
            .importance(Importance.HIGH)
            .width(Width.SHORT)
            .build());

    private Set<String> verdicts;

    public HasVerdict() {
        super(KEYS);
    }

    @Override
    public void configure(Map<String, ?> props) {
        verdicts = Set.copyOf(new AbstractConfig(config(), props, false).getList(VERDICTS));
    }

    @Override
    public boolean test(R record) {
        String verdict = GovHeaders.text(record.headers(), GovHeaders.VERDICT);
        return verdict != null && verdicts.contains(verdict);
    }
}
