/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.event;

import io.affidavit.core.tags.GovHeaders;
import io.affidavit.core.tags.LegalHold;
import io.affidavit.smt.mapping.LifecycleRules;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.header.Headers;

/**
 * How long an event is kept, who holds it, who may replay it: the mapping's rules first, then tags the record already has,
 * then defaults. Holds only ever add up.
 */
record Lifecycle(String retentionClass, LegalHold hold, List<String> legalHoldIds, String replayPermission) {

    /** Replay is denied unless something permits it. */
    private static final String DENIED = "denied";

    private static final int LONGEST_WORD = 64;

    Lifecycle {
        legalHoldIds = List.copyOf(legalHoldIds);
    }

    static Lifecycle of(LifecycleRules.Decision decision, Headers headers, String defaultRetentionClass) {
        String retention = first(
                decision.retentionClass(), GovHeaders.text(headers, GovHeaders.RETENTION_CLASS), defaultRetentionClass);
        String replay = first(decision.replayPermission(), GovHeaders.text(headers, GovHeaders.REPLAY), DENIED);
        LegalHold tagged = LegalHold.parse(GovHeaders.text(headers, GovHeaders.LEGAL_HOLD));
        LegalHold decided = decision.legalHoldIds().isEmpty()
                ? LegalHold.NONE
                : LegalHold.parse(String.join(",", decision.legalHoldIds()));
        if (!decided.held() || !tagged.held()) {
            LegalHold hold = decided.held() ? decided : tagged;
            return new Lifecycle(retention, hold, matters(hold), replay);
        }
        List<String> both = new ArrayList<>(matters(tagged));
        both.addAll(matters(decided));
        boolean unnamed = matters(tagged).isEmpty() || matters(decided).isEmpty();
        LegalHold hold = LegalHold.parse(unnamed ? "true" : String.join(",", both));
        return new Lifecycle(retention, hold, both.stream().distinct().sorted().toList(), replay);
    }

    /** Whether a text can name a retention class: letters and digits, and after the first also dots, low lines and hyphens. */
    static boolean isWord(String text) {
        if (text.isEmpty() || text.length() > LONGEST_WORD) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!plain && (i == 0 || (c != '.' && c != '_' && c != '-'))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> matters(LegalHold hold) {
        return hold instanceof LegalHold.Held held
                ? held.matters().stream().sorted().toList()
                : List.of();
    }

    /** The first that is a plain word: these become partitions and headers, and may come from the row. */
    private static String first(String... candidates) {
        for (String candidate : candidates) {
            if (candidate != null && isWord(candidate)) {
                return candidate;
            }
        }
        return null;
    }
}
