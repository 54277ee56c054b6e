/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import io.affidavit.core.data.FieldPath;
import io.affidavit.smt.protect.Actions;
import io.affidavit.smt.scan.Labels;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/** The keys of a transform that protects what it finds; {@link MaskPolicy} has those of the policy beside them. */
public final class MaskSettings {

    static final String DEFAULT_ACTION = "mask.default.action";
    static final String ACTIONS = "mask.actions";
    static final String FIELDS = "mask.fields";
    static final String TENANT_FIELD = "mask.tenant.field";
    static final String MODE = "mask.mode";
    static final String ALLOW_FIELDS = "mask.allow.fields";
    static final String FINDINGS_FIELD = "findings.field";
    static final String IGNORE_FIELDS = "mask.ignore.fields";
    static final String WATCH_FIELDS = "mask.watch.fields";
    static final String TAGS_FIELD = "tags.field";

    private static final String GROUP = "Protection";
    static final DetectionKeys DETECTION = new DetectionKeys("mask.");
    static final String DETECT = "detect";
    private static final String PROTECT = "protect";
    static final String ALLOW = "allow";
    private static final String[] NAMES = Actions.NAMES.toArray(String[]::new);
    private static final String CHOICES = String.join(", ", Actions.NAMES);

    private MaskSettings() {}

    public static List<ConfigKey> keys() {
        return Stream.of(
                        modes(),
                        protection(),
                        ActionKeys.keys(GROUP),
                        places(),
                        ActionKeys.subjectKeys(GROUP),
                        paths(),
                        DETECTION.keys(),
                        ScanKeys.KEYS)
                .flatMap(List::stream)
                .toList();
    }

    private static List<ConfigKey> modes() {
        return List.of(
                ConfigKey.string(MODE)
                        .group(GROUP)
                        .displayName("Mode")
                        .doc(
                                "protect changes what is found; detect only reports it, to try a policy; allow protects everything "
                                        + "whole by the default action, but for the fields that mask.allow.fields, "
                                        + "mask.ignore.fields and mask.watch.fields name.")
                        .defaultValue(PROTECT)
                        .validator(Checks.oneOf(DETECT, PROTECT, ALLOW))
                        .recommends(DETECT, PROTECT, ALLOW)
                        .width(Width.SHORT)
                        .build(),
                ScanKeys.paths(
                        ALLOW_FIELDS,
                        "Fields to allow",
                        "With mask.mode=allow, fields that are not protected whole, with all beneath them: they are scanned, and what "
                                + "is found in them is protected. A list of your own takes the place of the default, which is what an "
                                + "event cannot be without.",
                        "category",
                        "event_time",
                        "event_time_ns",
                        "end_time_ns",
                        "observed_time",
                        "revision",
                        "schema_version"),
                field(
                        FINDINGS_FIELD,
                        "Findings field",
                        "Path of a text in the value, or of an entry of a map of texts, that takes the findings one by one as JSON: "
                                + "label, path, span, score, detector and version of the policy, never content. Example: "
                                + "attributes.findings. Empty for none.",
                        ""));
    }

    private static List<ConfigKey> protection() {
        return List.of(
                ConfigKey.string(DEFAULT_ACTION)
                        .group(GROUP)
                        .displayName("Default action")
                        .doc(
                                "What happens to sensitive content whose label mask.actions does not mention. redact puts the mark "
                                        + "of the label in its place, such as [EMAIL]; partial keeps the last four digits of a number, "
                                        + "the domain of an e-mail address or the network of an IPv4 address; hmac puts a keyed "
                                        + "pseudonym in its place, equal for equal content of one tenant; token does the same with a "
                                        + "token that Reveal can open; encrypt puts a ciphertext in its place, different each time; "
                                        + "generalise keeps the month of a date of birth, the network of an IP address or the bucket "
                                        + "of a number; replace puts the mark in the place of the whole text; drop removes the field; "
                                        + "keep only reports.")
                        .defaultValue("redact")
                        .validator(Checks.oneOf(NAMES))
                        .recommends((Object[]) NAMES)
                        .importance(Importance.HIGH)
                        .width(Width.SHORT)
                        .build(),
                ConfigKey.list(ACTIONS)
                        .group(GROUP)
                        .displayName("Actions by label")
                        .doc(
                                "What happens to content of a label, as label:action or prefix:action; the longest prefix counts. "
                                        + "Example: pii.email:hmac,pci.card:partial,secret:redact. Labels: "
                                        + ScanKeys.labels() + ".")
                        .defaultValue(List.of())
                        .validator(ScanKeys.each(
                                "label:action, with a known label or prefix of labels and one of " + CHOICES,
                                entry -> pair(entry) && (Labels.known(before(entry)) || Labels.custom(before(entry)))))
                        .importance(Importance.HIGH)
                        .width(Width.LONG)
                        .build(),
                ConfigKey.list(FIELDS)
                        .group(GROUP)
                        .displayName("Fields to protect whole")
                        .doc(
                                "Fields that are protected whatever they hold, with all beneath them, as path:action. Paths reach "
                                        + "into JSON inside strings. Example: identity.end_user_id:hmac,attributes.notes:drop.")
                        .defaultValue(List.of())
                        .validator(ScanKeys.each(
                                "path:action with one of " + CHOICES,
                                entry -> pair(entry) && ScanKeys.path(before(entry))))
                        .importance(Importance.HIGH)
                        .width(Width.LONG)
                        .build());
    }

    private static List<ConfigKey> places() {
        return List.of(
                field(
                        TENANT_FIELD,
                        "Tenant field",
                        "Path of the field that names the tenant. Pseudonyms and tokens of different tenants differ for the "
                                + "same content. Empty for one space of them.",
                        "tenant_id"),
                field(
                        TAGS_FIELD,
                        "Tags field",
                        "Path of a list of strings in the value that takes the labels found, where the value has such a field. "
                                + "Empty for headers only.",
                        "operational.sensitivity_tags"));
    }

    private static List<ConfigKey> paths() {
        return List.of(
                ScanKeys.paths(
                        IGNORE_FIELDS,
                        "Fields to ignore",
                        "Paths that are neither scanned nor changed: ids and hashes that Affidavit makes itself.",
                        "event_id",
                        "entity_id",
                        "source.row_hash",
                        "content.input_hash",
                        "content.output_hash",
                        "integrity.**",
                        "operational.sensitivity_tags"),
                ScanKeys.paths(
                        WATCH_FIELDS,
                        "Fields to watch",
                        "Paths that are scanned but never changed, because reconciliation, traces and retention depend on them. "
                                + "What is found there is reported as unprotected.",
                        "tenant_id",
                        "source.**",
                        "lifecycle.**",
                        "operational.trace_id",
                        "operational.span_id",
                        "operational.parent_span_id",
                        "operational.response_id"));
    }

    static ConfigKey field(String name, String displayName, String doc, String value) {
        return ConfigKey.string(name)
                .group(GROUP)
                .displayName(displayName)
                .doc(doc)
                .defaultValue(value)
                .validator(Checks.check(
                        "a field path without wildcards, or empty",
                        path -> path.toString().isEmpty()
                                || (ScanKeys.path(path.toString())
                                        && FieldPath.parse(path.toString()).literal())))
                .build();
    }

    private static boolean pair(String entry) {
        return entry.indexOf(':') > 0 && Actions.NAMES.contains(after(entry));
    }

    /** What stands before the last colon of an entry. */
    static String before(String entry) {
        return entry.substring(0, entry.lastIndexOf(':')).trim();
    }

    /** The action that an entry names behind its last colon. */
    static String after(String entry) {
        return entry.substring(entry.lastIndexOf(':') + 1).trim();
    }
}
