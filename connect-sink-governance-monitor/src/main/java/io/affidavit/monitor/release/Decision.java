/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.release;

import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A person's decision on one record that was kept back. As JSON:
 *
 * <pre>
 * {"v":1,"topic":"quarantine","partition":0,"offset":17,"decision":"release",
 *  "approver":"a","requester":"b","reason":"text","ticket":"T-1"}
 * </pre>
 *
 * @param record where the record was kept back
 * @param approver who decides; never blank
 * @param requester who asked for it, never the approver; null where nobody did
 * @param reason never blank
 * @param ticket null where there is none
 */
public record Decision(Place record, Choice choice, String approver, String requester, String reason, String ticket) {

    private static final long VERSION = 1;
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_REASON = 2_000;

    /** @throws RefusedException naming the rule that the decision breaks */
    public Decision {
        Objects.requireNonNull(record, "record");
        Objects.requireNonNull(choice, "choice");
        approver = text(approver, LONGEST_NAME);
        requester = text(requester, LONGEST_NAME);
        reason = text(reason, LONGEST_REASON);
        ticket = text(ticket, LONGEST_NAME);
        if (approver == null) {
            throw new RefusedException(Rules.APPROVER);
        }
        if (approver.equalsIgnoreCase(requester)) {
            throw new RefusedException(Rules.OWN);
        }
        if (reason == null) {
            throw new RefusedException(Rules.REASON);
        }
    }

    /**
     * Reads a decision; members it does not know are ignored.
     *
     * @throws RefusedException naming the rule that the decision breaks
     */
    @SuppressWarnings("UnusedException") // what is no decision may hold anything
    static Decision parse(byte[] json) {
        try {
            if (json != null
                    && JsonText.parse(json) instanceof Map<?, ?> members
                    && Objects.equals(members.get("v"), VERSION)
                    && members.get("topic") instanceof String topic
                    && members.get("partition") instanceof Long partition
                    && members.get("offset") instanceof Long offset) {
                return new Decision(
                        new Place(topic, Math.toIntExact(partition), offset),
                        Choice.of(members.get("decision")).orElseThrow(() -> new RefusedException(Rules.MALFORMED)),
                        string(members, "approver"),
                        string(members, "requester"),
                        string(members, "reason"),
                        string(members, "ticket"));
            }
        } catch (InvalidJsonException | IllegalArgumentException | ArithmeticException e) {
            // falls through to the one refusal
        }
        throw new RefusedException(Rules.MALFORMED);
    }

    /** The decision as UTF-8 JSON. */
    public byte[] json() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("v", VERSION);
        members.put("topic", record.topic());
        members.put("partition", record.partition());
        members.put("offset", record.offset());
        members.put("decision", choice.text());
        persons(members);
        return JsonText.write(members).getBytes(StandardCharsets.UTF_8);
    }

    /** Who decided, and why, as members of an object. */
    void persons(Map<String, Object> members) {
        members.put("approver", approver);
        if (requester != null) {
            members.put("requester", requester);
        }
        members.put("reason", reason);
        if (ticket != null) {
            members.put("ticket", ticket);
        }
    }

    private static String string(Map<?, ?> members, String name) {
        Object value = members.get(name);
        if (value != null && !(value instanceof String)) {
            throw new RefusedException(Rules.MALFORMED);
        }
        return (String) value;
    }

    private static String text(String value, int longest) {
        if (value == null || value.isBlank()) {
            return null;
        }
        if (value.length() > longest) {
            throw new RefusedException(Rules.MALFORMED);
        }
        return value.strip();
    }
}
