/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.gate;

import io.affidavit.core.policy.Verdict;
import io.affidavit.core.tags.GovHeaders;
import java.util.regex.Pattern;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Decides where records go, by their headers alone. What is not plainly allowed is kept back: a reject counts before any
 * verdict, and a record without a verdict has none in its favour.
 *
 * @param escalates whether there is a topic for escalations; without one they pass
 * @param failsUnjudged whether a record without a verdict stops the task
 */
record Gatekeeper(boolean escalates, boolean failsUnjudged, boolean passesTombstones, boolean passesControl) {

    /** Rule of records without a verdict, or with one nobody knows. */
    static final String UNJUDGED = "gate.unjudged";

    static final String TOMBSTONE = "gate.tombstone";
    static final String CONTROL = "gate.control";
    /** Rule of blocked records that name no other. */
    static final String BLOCKED = "gate.blocked";

    static final String ESCALATED = "gate.escalated";

    private static final Pattern RULE = Pattern.compile("[A-Za-z0-9_]+([.:-][A-Za-z0-9_]+)*");
    private static final int LONGEST_RULE = 200;

    /**
     * The ruling on a record.
     *
     * @throws DataException if the record has no verdict and that is to stop the task
     */
    Ruling ruling(SinkRecord record) {
        Headers headers = record.headers();
        if (GovHeaders.has(headers, GovHeaders.REJECT_RULE)) {
            return Ruling.quarantine(reason(headers, BLOCKED));
        }
        if (GovHeaders.has(headers, GovHeaders.CONTROL)) {
            return passesControl ? Ruling.PASS : Ruling.quarantine(CONTROL);
        }
        if (record.value() == null) {
            return passesTombstones ? Ruling.PASS : Ruling.quarantine(TOMBSTONE);
        }
        String verdict = GovHeaders.text(headers, GovHeaders.VERDICT);
        if (Verdict.ALLOW.text().equals(verdict) || Verdict.LOG.text().equals(verdict)) {
            return Ruling.PASS;
        }
        if (Verdict.ESCALATE.text().equals(verdict)) {
            return escalates ? Ruling.escalate(ESCALATED) : Ruling.PASS;
        }
        if (Verdict.BLOCK.text().equals(verdict)) {
            return Ruling.quarantine(BLOCKED);
        }
        return unjudged(record);
    }

    private Ruling unjudged(SinkRecord record) {
        if (failsUnjudged) {
            throw new DataException("Cannot gate record of topic " + record.originalTopic() + ", partition "
                    + record.originalKafkaPartition() + ", offset " + record.originalKafkaOffset()
                    + ": it has no verdict. Have EnforcePolicy judge it, or set " + GateKeys.UNJUDGED + "="
                    + GateKeys.KEEP_BACK + ".");
        }
        return Ruling.quarantine(UNJUDGED);
    }

    /** A header that is no rule id was not written by us and is not repeated. */
    private static String reason(Headers headers, String otherwise) {
        String rule = GovHeaders.text(headers, GovHeaders.REJECT_RULE);
        return rule != null
                        && rule.length() <= LONGEST_RULE
                        && RULE.matcher(rule).matches()
                ? rule
                : otherwise;
    }
}
