/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.route;

import io.affidavit.core.contract.EventContract;
import io.affidavit.core.policy.Verdict;
import io.affidavit.core.tags.GovHeaders;
import io.affidavit.core.tags.LegalHold;
import io.affidavit.smt.scan.Sensitivity;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.apache.kafka.connect.header.Headers;

/** What a topic may be named after. */
@SuppressWarnings("ImmutableEnumChecker") // lists and readers are, though the checker cannot know it
enum Tag {
    CATEGORY(EventContract.CATEGORIES, GovHeaders::category),
    VERDICT(texts(Verdict.values(), Verdict::text), header(GovHeaders.VERDICT)),
    SENSITIVITY(texts(Sensitivity.values(), Sensitivity::text), header(GovHeaders.SENSITIVITY)),
    /** {@code held} or {@code free}. */
    HOLD(
            List.of("held", "free"),
            headers -> LegalHold.parse(GovHeaders.text(headers, GovHeaders.LEGAL_HOLD))
                            .held()
                    ? "held"
                    : "free"),
    RETENTION(null, header(GovHeaders.RETENTION_CLASS)),
    REPLAY(null, header(GovHeaders.REPLAY)),
    OWNER(null, header(GovHeaders.OWNER)),
    RESIDENCY(null, header(GovHeaders.RESIDENCY));

    private final List<String> known;
    private final Function<Headers, String> reader;

    /** @param known all values there are, or null where they are open */
    Tag(List<String> known, Function<Headers, String> reader) {
        this.known = known;
        this.reader = reader;
    }

    /** As templates write it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The value as part of a topic name, or null where the record has none or one that does not exist. */
    String of(Headers headers) {
        String value = reader.apply(headers);
        if (value == null || value.isBlank() || (known != null && !known.contains(value))) {
            return null;
        }
        return legal(value);
    }

    private static String legal(String value) {
        StringBuilder legal = new StringBuilder(value);
        for (int i = 0; i < legal.length(); i++) {
            char c = legal.charAt(i);
            boolean fine = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '.'
                    || c == '_'
                    || c == '-';
            if (!fine) {
                legal.setCharAt(i, '_');
            }
        }
        return legal.toString();
    }

    private static Function<Headers, String> header(String name) {
        return headers -> GovHeaders.text(headers, name);
    }

    private static <E> List<String> texts(E[] values, Function<E, String> text) {
        return Arrays.stream(values).map(text).toList();
    }
}
