/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import io.affidavit.core.tags.GovHeaders;
import io.affidavit.smt.scan.Sensitivity;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.connect.header.Headers;

/**
 * Writes findings to headers: {@code gov.sensitivity} holds the highest level and {@code gov.findings} the counts, such as
 * {@code pii.email:2,secret.github:1}, sorted by label. What an earlier transform wrote is joined, never lowered.
 */
final class FindingHeaders {

    private static final Pattern COUNT = Pattern.compile("([a-z0-9_.]{1,100}):(\\d{1,9})");

    private FindingHeaders() {}

    static void write(Headers headers, Tally tally) {
        if (headers.isEmpty()) {
            add(headers, tally.level(), tally.text());
            return;
        }
        String before = GovHeaders.text(headers, GovHeaders.SENSITIVITY);
        Sensitivity level =
                before == null ? tally.level() : Sensitivity.parse(before).atLeast(tally.level());
        Map<String, Integer> counts = new TreeMap<>(tally.counts());
        String findings = GovHeaders.text(headers, GovHeaders.FINDINGS);
        if (findings != null) {
            COUNT.matcher(findings)
                    .results()
                    .forEach(count -> counts.merge(count.group(1), Integer.valueOf(count.group(2)), Math::max));
        }
        headers.remove(GovHeaders.SENSITIVITY);
        headers.remove(GovHeaders.FINDINGS);
        add(headers, level, Tally.text(counts));
    }

    private static void add(Headers headers, Sensitivity level, String findings) {
        headers.addString(GovHeaders.SENSITIVITY, level.text());
        headers.addString(GovHeaders.FINDINGS, findings);
    }
}
