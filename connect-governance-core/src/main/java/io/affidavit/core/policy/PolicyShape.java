/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policy;

import static io.affidavit.core.shape.Member.optional;
import static io.affidavit.core.shape.Member.required;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.affidavit.core.data.SchemaJson;
import io.affidavit.core.shape.ListShape;
import io.affidavit.core.shape.MembersShape;
import io.affidavit.core.shape.NamedShape;
import io.affidavit.core.shape.PlainShape;
import io.affidavit.core.shape.ShapeReference;
import io.affidavit.core.shape.TextShape;
import io.affidavit.core.tags.LegalHold;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Every key of a policy document: what the reader takes, editors offer and the reference describes. */
public final class PolicyShape {

    private static final int MOST_RULES = 500;
    private static final int MOST_ITEMS = 1_000;
    private static final int MOST_VALUES = 100_000;
    private static final int LONGEST_CONDITION = 4_000;

    private static final TextShape DOCUMENT_ID = TextShape.matching(
            "lower-case words of letters and digits joined by dots or hyphens, up to 64 characters",
            "(?=.{1,64}$)[a-z0-9]+([.-][a-z0-9]+)*");
    /** What headers and the rejector take as a rule id. */
    private static final TextShape RULE_ID = TextShape.matching(
            "lower-case words of letters, digits and _ joined by dots or hyphens, up to 64 characters",
            "(?=.{1,64}$)[a-z0-9_]+([.-][a-z0-9_]+)*");

    private static final TextShape WORD = TextShape.matching(
            "a letter or digit, then up to 63 letters, digits, dots, _ or -", "[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final TextShape NAME =
            TextShape.matching("a letter or _, then up to 63 letters, digits or _", "[A-Za-z_][A-Za-z0-9_]{0,63}");
    private static final TextShape DATE = TextShape.matching("a day such as 2026-12-24", "\\d{4}-\\d{2}-\\d{2}")
            .where(PolicyShape::date);
    private static final TextShape ZONE = TextShape.matching(
                    "a time zone such as Europe/Berlin or UTC", "[A-Za-z][A-Za-z0-9/_+-]{0,49}")
            .where(PolicyShape::zone);
    private static final TextShape LABEL = TextShape.matching(
            "a label id or the beginning of one, such as pii.email or pii", "[a-z0-9_]+(\\.[a-z0-9_]+)*");
    private static final TextShape CONDITION =
            TextShape.upTo(LONGEST_CONDITION, "a CEL expression of up to " + LONGEST_CONDITION + " characters");
    private static final TextShape VERSION = TextShape.matching(
                    "a whole number such as 7, or three such as 1.4.0",
                    "(0|[1-9]\\d{0,8})(\\.(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8}))?")
            .orNumber();
    private static final TextShape MATTER =
            WORD.where(text -> LegalHold.parse(text).equals(new LegalHold.Held(Set.of(text))));

    private static final MembersShape OWNER =
            MembersShape.of(required("contact", TextShape.line(), "How to reach them."));

    private static final MembersShape APPROVAL = MembersShape.of(
            required("by", TextShape.line(), "The person or body that approved."),
            required("on", DATE, "The day of the approval."),
            required("ticket", TextShape.line(), "Where the decision is recorded."));

    private static final MembersShape RETENTION = MembersShape.of(
            required(
                    "duration",
                    TextShape.matching(
                            "a number of days, months or years, such as 25 months, 180d or 7y, or forever",
                            RetentionTerm.PATTERN),
                    "How long records of the class are kept, from the time of the event."),
            optional("owner", WORD, "Who answers for the class; one of the owners."),
            optional(
                    "approval",
                    APPROVAL,
                    "Who agreed to the duration. Once approved, it cannot be shortened without a " + "new approval."));

    private static final MembersShape MASKING = MembersShape.of(
            optional("label", LABEL, "The label whose findings the rule is about. Either this or field is given."),
            optional("field", TextShape.line(), "The path of the field the rule is about, such as decision.tool_name."),
            required(
                    "actions",
                    new NamedShape("audience", WORD, TextShape.oneOf(MaskingRule.ACTIONS)),
                    "What is done with the content, by audience; default is for audiences that are not named."));

    private static final MembersShape SCHEMA = MembersShape.of(
            required(
                    "accept",
                    TextShape.matching(
                            "bounds separated by blanks, such as >=1.0 <2",
                            "(>=|<=|>|<|=)?\\d+(\\.\\d+){0,2}( (>=|<=|>|<|=)?\\d+(\\.\\d+){0,2})*"),
                    "The versions that may flow."),
            optional(
                    "target",
                    TextShape.matching("a version such as 1.2.0", "\\d+(\\.\\d+){0,2}")
                            .orNumber(),
                    "The version that older ones are migrated to."));

    private static final MembersShape LIFECYCLE = MembersShape.of(
            required("id", RULE_ID, "Names the rule; unique among the lifecycle rules."),
            required("when", CONDITION, "Where the rule holds."),
            optional("retention", WORD, "The retention class; one of those of this document."),
            optional("holds", new ListShape(MATTER, MOST_ITEMS), "Ids of the legal matters that hold the record."),
            optional("replay", WORD, "Who may replay the record, as the gov.replay header says it."),
            optional("owner", WORD, "Who answers for the record; one of the owners."),
            optional("residency", WORD, "The region the record belongs to."));

    private static final MembersShape RULE = MembersShape.of(
            required("id", RULE_ID, "Names the rule wherever it fires; unique among the rules."),
            required("when", CONDITION, "True where the rule fires."),
            required("action", TextShape.oneOf(texts(Verdict.values())), "What follows where the rule fires and acts."),
            optional(
                    "mode",
                    TextShape.oneOf(texts(Mode.values())),
                    "monitor notes where the rule fires and changes nothing; enforce acts. New rules start in monitor, the "
                            + "default."),
            optional(
                    "severity",
                    TextShape.oneOf(texts(Severity.values())),
                    "How grave it is when the rule fires; medium by default."),
            optional("owner", WORD, "Who answers for the rule; one of the owners."),
            optional(
                    "on_error",
                    TextShape.oneOf(texts(OnError.values())),
                    "What follows where the rule cannot be evaluated; quarantine by default."),
            optional(
                    "message", TextShape.line(), "What the rule means, for people. Write nothing of any record here."));

    private static final MembersShape MONITOR = MonitorShape.of(RULE_ID, WORD, NAME, texts(Severity.values()));

    /** The document. */
    public static final MembersShape DOCUMENT = MembersShape.of(
            required("id", DOCUMENT_ID, "Names the policy; the same in all its versions."),
            required("version", VERSION, "Grows with every change; a published version never changes."),
            optional("description", TextShape.line(), "What the policy is for."),
            optional("time_zone", ZONE, "The zone that hours and days are counted in; UTC by default."),
            optional(
                    "holidays",
                    new NamedShape("calendar", NAME, new ListShape(DATE, MOST_VALUES)),
                    "Days off, by calendar."),
            optional("owners", new NamedShape("owner", WORD, OWNER), "Who answers for parts of the policy."),
            optional(
                    "audiences",
                    new ListShape(WORD, MOST_ITEMS),
                    "Who content is masked for: masking rules may name these."),
            optional("retention", new NamedShape("class", WORD, RETENTION), "How long records are kept, by class."),
            optional("masking", new ListShape(MASKING, MOST_ITEMS), "How content is protected, for whom."),
            optional("schemas", new NamedShape("schema", WORD, SCHEMA), "Which versions of a schema may flow."),
            optional(
                    "lifecycle",
                    new ListShape(LIFECYCLE, MOST_RULES),
                    "How records are kept. The first rule that holds and sets a part decides it; holds add up."),
            optional("rules", new ListShape(RULE, MOST_RULES), "What every record is held against."),
            optional(
                    "monitors",
                    new ListShape(MONITOR, MonitorShape.MOST_MONITORS),
                    "What is watched in the stream as a whole, and who is told."),
            optional(
                    "lists",
                    new NamedShape("list", NAME, new ListShape(new PlainShape(false), MOST_VALUES)),
                    "Values that conditions refer to, as lists.<list>."),
            optional(
                    "parameters",
                    new NamedShape("parameter", NAME, new PlainShape(true)),
                    "Values that conditions refer to, as params.<parameter>, such as budgets by tenant."));

    private PolicyShape() {}

    /** The JSON Schema 2020-12 that editors check a document with. */
    public static String jsonSchema() {
        ObjectNode root = SchemaJson.object();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("$id", "urn:affidavit:policy:v1");
        root.put("title", "Affidavit policy document");
        DOCUMENT.schema(root);
        return SchemaJson.text(root);
    }

    /** The reference of every key, as Markdown tables. */
    public static String reference() {
        return ShapeReference.markdown(DOCUMENT) + MonitorShape.reference();
    }

    private static List<String> texts(Enum<?>[] values) {
        return Stream.of(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    @SuppressWarnings({"UnusedException", "ReturnValueIgnored"}) // what is no day is an answer
    private static boolean date(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    @SuppressWarnings({"UnusedException", "ReturnValueIgnored"}) // what is no zone is an answer
    private static boolean zone(String text) {
        try {
            ZoneId.of(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
