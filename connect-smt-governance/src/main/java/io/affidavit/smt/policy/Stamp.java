/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.policy;

import io.affidavit.core.policy.Verdict;
import io.affidavit.core.tags.GovHeaders;
import io.affidavit.core.tags.LegalHold;
import io.affidavit.core.tags.RepeatedHeader;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;

/**
 * The headers of a decision. Policy and verdict are of this decision alone, whatever the record came with: only so does the
 * stamped version explain the stamped verdict. Rules and holds are added to those the record has. Safe for use by many threads.
 */
final class Stamp {

    private static final Map<Verdict, String> VERDICTS =
            Arrays.stream(Verdict.values()).collect(Collectors.toUnmodifiableMap(verdict -> verdict, Verdict::text));

    private final RepeatedHeader policies = new RepeatedHeader(GovHeaders.POLICY);
    private final RepeatedHeader verdicts = new RepeatedHeader(GovHeaders.VERDICT);

    /** @param policy names the policy */
    Headers headers(Headers brought, String policy, Decision decision) {
        Kept kept = decision.kept();
        ConnectHeaders headers = new ConnectHeaders();
        for (Header header : brought) {
            if (!replaced(header.key(), decision)) {
                headers.add(header);
            }
        }
        policies.add(headers, policy);
        verdicts.add(headers, VERDICTS.get(decision.verdict()));
        if (!decision.firings().isEmpty()) {
            add(headers, GovHeaders.RULES, rules(GovHeaders.text(brought, GovHeaders.RULES), decision.firings()));
        }
        add(headers, GovHeaders.RETENTION_CLASS, kept.retention());
        add(headers, GovHeaders.REPLAY, kept.replay());
        add(headers, GovHeaders.OWNER, kept.owner());
        add(headers, GovHeaders.RESIDENCY, kept.residency());
        if (kept.hold().held()) {
            LegalHold before = LegalHold.parse(GovHeaders.text(brought, GovHeaders.LEGAL_HOLD));
            add(
                    headers,
                    GovHeaders.LEGAL_HOLD,
                    LegalHold.sum(before, kept.hold()).headerText());
        }
        return headers;
    }

    private static boolean replaced(String name, Decision decision) {
        if (!name.startsWith(GovHeaders.PREFIX)) {
            return false;
        }
        Kept kept = decision.kept();
        return switch (name) {
            case GovHeaders.POLICY, GovHeaders.VERDICT -> true;
            case GovHeaders.RULES -> !decision.firings().isEmpty();
            case GovHeaders.RETENTION_CLASS -> kept.retention() != null;
            case GovHeaders.REPLAY -> kept.replay() != null;
            case GovHeaders.OWNER -> kept.owner() != null;
            case GovHeaders.RESIDENCY -> kept.residency() != null;
            case GovHeaders.LEGAL_HOLD -> kept.hold().held();
            default -> false;
        };
    }

    private static String rules(String earlier, List<Firing> firings) {
        Set<String> rules = new LinkedHashSet<>();
        if (earlier != null && !earlier.isEmpty()) {
            rules.addAll(List.of(earlier.split(",")));
        }
        firings.forEach(firing -> rules.add(firing.text()));
        return String.join(",", rules);
    }

    private static void add(ConnectHeaders headers, String name, String value) {
        if (value != null) {
            headers.add(name, value, Schema.STRING_SCHEMA);
        }
    }
}
