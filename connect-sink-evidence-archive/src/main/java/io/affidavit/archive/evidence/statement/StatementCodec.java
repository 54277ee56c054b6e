/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.statement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;

/** Statements as in-toto Statements v1 in RFC 8785 canonical JSON; {@code docs/evidence.md} has every field. */
final class StatementCodec {

    /** The in-toto statement type. */
    static final String STATEMENT_TYPE = "https://in-toto.io/Statement/v1";

    private StatementCodec() {}

    static byte[] encode(Statement statement) {
        ObjectNode json = Json.object();
        json.put("_type", STATEMENT_TYPE);
        // Java 17 has no switch over a sealed interface
        if (statement instanceof CommitStatement commit) {
            CommitCodec.encode(commit, json);
        } else if (statement instanceof HoldStatement hold) {
            HoldCodec.encode(hold, json);
        } else if (statement instanceof ChangeStatement change) {
            ChangeCodec.encode(change, json);
        } else if (statement instanceof KeyStatement key) {
            KeyCodec.encode(key, json);
        } else {
            CompletionCodec.encode((CompletionStatement) statement, json);
        }
        return Json.canonical(json);
    }

    /**
     * Reads a statement.
     *
     * @throws MalformedEvidenceException when it is of no known predicate type, or contradicts itself
     */
    @SuppressWarnings("UnusedException") // their messages are kept, their causes could quote content
    static Statement decode(byte[] bytes) {
        JsonNode json = Json.parse(bytes, "statement");
        Json.require(STATEMENT_TYPE.equals(Json.text(json, "_type")), "it is no in-toto Statement v1");
        try {
            return decode(Json.text(json, "predicateType"), json, Json.member(json, "predicate"));
        } catch (DateTimeException e) {
            throw new MalformedEvidenceException("Cannot read statement: createdAt is not a time.");
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new MalformedEvidenceException("Cannot read statement: " + e.getMessage());
        }
    }

    private static Statement decode(String type, JsonNode json, JsonNode predicate) {
        return switch (type) {
            case CommitStatement.PREDICATE_TYPE -> CommitCodec.decode(json, predicate);
            case HoldStatement.PREDICATE_TYPE -> HoldCodec.decode(json, predicate);
            case ChangeStatement.PREDICATE_TYPE -> ChangeCodec.decode(json, predicate);
            case CompletionStatement.PREDICATE_TYPE -> CompletionCodec.decode(json, predicate);
            case KeyStatement.PREDICATE_TYPE -> KeyCodec.decode(json, predicate);
            default ->
                throw new MalformedEvidenceException(
                        "Cannot read statement: its predicate type is none that this version knows.");
        };
    }
}
