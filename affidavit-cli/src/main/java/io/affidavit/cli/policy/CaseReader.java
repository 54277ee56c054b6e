/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.policy;

import static io.affidavit.core.shape.Member.optional;
import static io.affidavit.core.shape.Member.required;

import io.affidavit.cli.output.Failure;
import io.affidavit.core.policy.Verdict;
import io.affidavit.core.shape.ListShape;
import io.affidavit.core.shape.MembersShape;
import io.affidavit.core.shape.NamedShape;
import io.affidavit.core.shape.PlainShape;
import io.affidavit.core.shape.TextShape;
import io.affidavit.core.yaml.YamlKind;
import io.affidavit.core.yaml.YamlNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the cases that {@code affidavit policy test} holds against a policy, strictly. */
final class CaseReader {

    private static final int MOST_BYTES = 10_000_000;
    private static final int MOST_CASES = 10_000;
    private static final int LONGEST_HEADER = 10_000;

    private static final YamlKind KIND = new YamlKind("cases", MOST_BYTES, IllegalArgumentException::new);
    private static final List<String> KEPT = List.of("retention", "replay", "owner", "residency");
    private static final String HOLDS = "holds";

    private static final TextShape TIME = TextShape.matching(
                    "a time such as 2026-12-24T18:30:00Z", "\\d{4}-\\d{2}-\\d{2}T[0-9:.]+Z")
            .where(CaseReader::time);

    private static final MembersShape CASE = MembersShape.of(
            required("name", TextShape.line(), "What the case shows."),
            optional("topic", TextShape.line(), "Topic of the record; ai.events by default."),
            optional("timestamp", TIME, "Timestamp of the record; noon of 2026-01-01 in UTC by default."),
            optional(
                    "headers",
                    new NamedShape(
                            "header",
                            TextShape.matching("a header name", "[\\x21-\\x7E]{1,100}"),
                            TextShape.upTo(LONGEST_HEADER, "text")),
                    "Headers of the record."),
            required("value", new PlainShape(true), "Value of the record."),
            required(
                    "verdict",
                    TextShape.oneOf(
                            Stream.of(Verdict.values()).map(Verdict::text).toList()),
                    "The verdict expected."),
            optional(
                    "rules",
                    new ListShape(TextShape.line(), MOST_CASES),
                    "Every rule that is to fire, in order, as gov.rules lists them: id, id:monitor or id:error."),
            optional("retention", TextShape.line(), "The retention class expected; - for none."),
            optional(HOLDS, new ListShape(TextShape.line(), MOST_CASES), "The holds expected."),
            optional("replay", TextShape.line(), "The replay permission expected; - for none."),
            optional("owner", TextShape.line(), "The owner expected; - for none."),
            optional("residency", TextShape.line(), "The region expected; - for none."));

    private static final MembersShape CASES =
            MembersShape.of(required("cases", new ListShape(CASE, MOST_CASES), "Sample records and their verdicts."));

    private CaseReader() {}

    /** @throws Failure with the first fault */
    @SuppressWarnings("UnusedException") // its message is repeated
    static List<Case> read(String file) {
        try {
            YamlNode root = YamlNode.parse(KIND, KIND.file(file));
            List<String> faults = new ArrayList<>();
            CASES.check(root, fault -> faults.add(fault.getMessage()));
            if (!faults.isEmpty()) {
                throw new Failure(file + ": " + faults.get(0));
            }
            return root.map().get("cases").list().stream().map(CaseReader::read).toList();
        } catch (IllegalArgumentException e) {
            throw new Failure(file + ": " + e.getMessage());
        }
    }

    private static Case read(YamlNode node) {
        Map<String, YamlNode> parts = node.map();
        Map<String, String> headers = new LinkedHashMap<>();
        if (parts.containsKey("headers")) {
            parts.get("headers").map().forEach((name, header) -> headers.put(name, header.text()));
        }
        Map<String, Object> kept = new LinkedHashMap<>();
        KEPT.stream().filter(parts::containsKey).forEach(name -> kept.put(name, text(parts, name, "")));
        if (parts.containsKey(HOLDS)) {
            kept.put(HOLDS, texts(parts.get(HOLDS)));
        }
        return new Case(
                text(parts, "name", ""),
                text(parts, "topic", "ai.events"),
                Instant.parse(text(parts, "timestamp", "2026-01-01T12:00:00Z")),
                headers,
                parts.get("value").plain(),
                Verdict.valueOf(text(parts, "verdict", "").toUpperCase(Locale.ROOT)),
                Optional.ofNullable(parts.get("rules")).map(CaseReader::texts),
                kept);
    }

    private static List<String> texts(YamlNode node) {
        return node.list().stream().map(YamlNode::text).toList();
    }

    private static String text(Map<String, YamlNode> parts, String name, String otherwise) {
        YamlNode node = parts.get(name);
        return node == null ? otherwise : node.text();
    }

    @SuppressWarnings({"UnusedException", "ReturnValueIgnored"}) // what is no time is an answer
    private static boolean time(String text) {
        try {
            Instant.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
