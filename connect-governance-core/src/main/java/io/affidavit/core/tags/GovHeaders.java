/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.tags;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;

/** Names of the headers Affidavit writes and reads, and the one way to read them. */
public final class GovHeaders {

    /** Everything under this prefix is ours. */
    public static final String PREFIX = "gov.";

    public static final String SENSITIVITY = "gov.sensitivity";
    public static final String FINDINGS = "gov.findings";
    public static final String RETENTION_CLASS = "gov.retention.class";
    public static final String LEGAL_HOLD = "gov.legal.hold";
    public static final String REPLAY = "gov.replay";
    /** Id of the grant under which a record is replayed. Proves nothing by itself. */
    public static final String REPLAY_GRANT = "gov.replay.grant";
    /** Where a replayed record was archived from. */
    public static final String REPLAY_TOPIC = "gov.replay.topic";

    public static final String REPLAY_PARTITION = "gov.replay.partition";
    public static final String REPLAY_OFFSET = "gov.replay.offset";
    /** Who answers for the record. */
    public static final String OWNER = "gov.owner";
    /** Region the record may not leave. */
    public static final String RESIDENCY = "gov.residency";

    public static final String SCHEMA = "gov.schema";
    public static final String MIGRATED_FROM = "gov.migrated.from";
    /** Where a payload breaks its contract, as {@code path:keyword} joined by commas. */
    public static final String CONTRACT = "gov.contract";

    /** Policy whose version range the record was held against. */
    public static final String SCHEMA_POLICY = "gov.schema.policy";
    /** Policy whose masking rules the record went through. */
    public static final String MASKING_POLICY = "gov.masking.policy";
    /** Audience of that policy the record was masked for. */
    public static final String MASKING_AUDIENCE = "gov.masking.audience";

    /** Policy that gave the verdict. */
    public static final String POLICY = "gov.policy";

    public static final String VERDICT = "gov.verdict";
    public static final String RULES = "gov.rules";
    /** Topic an escalated record was on its way to. */
    public static final String ESCALATED_FROM = "gov.escalated.from";

    /** Prefix of why a record was rejected. */
    public static final String REJECT_PREFIX = "gov.reject.";

    public static final String REJECT_RULE = "gov.reject.rule";
    public static final String REJECT_PATH = "gov.reject.path";
    /** Prefix of what the policy gate notes on records that it does not let pass. */
    public static final String GATE_PREFIX = "gov.gate.";

    /** Why the gate kept a record back: the rule of its reject, or one of the gate's own. */
    public static final String GATE_RULE = "gov.gate.rule";
    /** Where a record that is kept back came from. */
    public static final String GATE_TOPIC = "gov.gate.topic";

    public static final String GATE_PARTITION = "gov.gate.partition";
    public static final String GATE_OFFSET = "gov.gate.offset";

    /** Prefix of what the policy gate notes on records that people released. */
    public static final String RELEASE_PREFIX = "gov.release.";

    public static final String RELEASE_APPROVER = "gov.release.approver";
    public static final String RELEASE_REQUESTER = "gov.release.requester";
    public static final String RELEASE_REASON = "gov.release.reason";
    public static final String RELEASE_TICKET = "gov.release.ticket";
    /** The decision, as {@code topic:partition:offset}. */
    public static final String RELEASE_DECISION = "gov.release.decision";
    /** Where the record was kept back, as {@code topic:partition:offset}. */
    public static final String RELEASE_FROM = "gov.release.from";

    /** How many events the row of this event gives, where it gives more than this one. */
    public static final String ROW_EVENTS = "gov.row.events";
    /** Which texts of the record are kept outside of it, and where; see {@code io.affidavit.core.content}. */
    public static final String CONTENT = "gov.content";
    /** Marks manifests, receipts and certificates, which transforms leave alone. */
    public static final String CONTROL = "gov.control";

    /** Prefix of the hand-over from a source connector to {@code ToGovernanceEvent}. */
    public static final String SOURCE_PREFIX = "gov.source.";

    public static final String SOURCE_SYSTEM = "gov.source.system";
    public static final String SOURCE_INSTANCE = "gov.source.instance";
    public static final String SOURCE_ENTITY = "gov.source.entity";
    public static final String SOURCE_KEY = "gov.source.key";
    public static final String SOURCE_POSITION = "gov.source.position";
    public static final String SOURCE_ROW_HASH = "gov.source.row_hash";
    public static final String SOURCE_KEY_ID = "gov.source.key_id";
    public static final String SOURCE_OBSERVED_MS = "gov.source.observed_ms";
    /** Which event of its row a record is handed over for, from 0; absent where a row is handed over once. */
    public static final String SOURCE_ORDINAL = "gov.source.ordinal";
    /** How many times the row is handed over. */
    public static final String SOURCE_ORDINALS = "gov.source.ordinals";

    /** Type of a CloudEvent; of an event of ours {@code ai.governance.<category>.v1}. */
    public static final String CE_TYPE = "ce_type";

    private static final String TYPE_START = "ai.governance.";
    private static final String TYPE_END = ".v1";

    private GovHeaders() {}

    /** The {@code ce_type} of events of a category. */
    public static String typeOf(String category) {
        return TYPE_START + category + TYPE_END;
    }

    /** The category that {@code ce_type} names, or null where it names none. */
    public static String category(Headers headers) {
        String type = text(headers, CE_TYPE);
        return type != null
                        && type.length() > TYPE_START.length() + TYPE_END.length()
                        && type.startsWith(TYPE_START)
                        && type.endsWith(TYPE_END)
                ? type.substring(TYPE_START.length(), type.length() - TYPE_END.length())
                : null;
    }

    /** The last value of a header as text, or null where it is absent or null. */
    public static String text(Headers headers, String name) {
        Header header = headers.lastWithName(name);
        Object value = header == null ? null : header.value();
        if (value == null) {
            return null;
        }
        return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : value.toString();
    }

    /** Whether the header is present, whatever its value. */
    public static boolean has(Headers headers, String name) {
        return !headers.isEmpty() && headers.lastWithName(name) != null;
    }
}
