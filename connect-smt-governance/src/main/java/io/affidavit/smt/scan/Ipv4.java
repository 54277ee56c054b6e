/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

/** Finds IPv4 addresses in dotted decimal form (RFC 791), with the length of a network prefix. */
final class Ipv4 {

    private Ipv4() {}

    static void find(char[] text, int to, NumberRun run, int said, Hits hits) {
        for (int i = 0; i + 3 < run.groups; i++) {
            if (!run.joined(i, i + 3, '.') || !run.free(i, i + 3) || (i == 0 && (run.attachedLeft || run.plus))) {
                continue;
            }
            boolean last = i + 4 == run.groups;
            if (!octets(text, run, i) || (last && run.attachedRight && text[run.end] == '.')) {
                continue;
            }
            int end = Addresses.mask(text, run.ends[i + 3], to);
            int score = (said & Evidence.VERSION) != 0 ? Scores.WEAK : Scores.CHECKED;
            hits.add(run.starts[i], end, Labels.IP, score);
            run.use(i, !last && run.starts[i + 4] < end ? i + 4 : i + 3);
        }
    }

    private static boolean octets(char[] text, NumberRun run, int first) {
        for (int i = first; i < first + 4; i++) {
            if (run.length(i) > 3 || run.value(text, i) > 255 || (run.length(i) > 1 && text[run.starts[i]] == '0')) {
                return false;
            }
        }
        return true;
    }
}
