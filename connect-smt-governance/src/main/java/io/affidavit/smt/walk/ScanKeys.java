/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import io.affidavit.core.data.FieldPath;
import io.affidavit.smt.scan.Label;
import io.affidavit.smt.scan.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/** The keys that every transform which scans records shares. */
final class ScanKeys {

    private static final String GROUP = "Scan";
    private static final String MAX_LEAF_CHARS = "scan.max.leaf.chars";
    private static final String MAX_DEPTH = "scan.max.depth";
    private static final String MAX_NODES = "scan.max.nodes";
    private static final String MAX_RECORD_CHARS = "scan.max.record.chars";
    private static final String MAX_RECORD_FINDINGS = "scan.max.record.findings";
    private static final String KEY = "scan.keys";
    private static final String HEADERS = "scan.headers";
    private static final String BYTES = "scan.bytes";
    /** Hostile numbers here would only ask for memory. */
    private static final int MOST_LEAF_CHARS = 256 * 1024 * 1024;

    static final List<ConfigKey> KEYS = List.of(
            flag(
                    KEY,
                    "Scan record keys",
                    "Whether record keys are scanned and protected too. Protecting a key changes its partition and breaks "
                            + "compaction.",
                    false),
            flag(
                    HEADERS,
                    "Scan headers",
                    "Whether headers are scanned and protected too. Headers named gov.* and ce_* are left alone.",
                    false),
            flag(
                    BYTES,
                    "Scan bytes",
                    "Whether bytes that are UTF-8 text, such as JSON, are scanned and protected.",
                    true),
            limit(
                    MAX_LEAF_CHARS,
                    "Longest text",
                    "Characters of the longest text that is scanned. A longer text is replaced whole by [BUDGET].",
                    1024 * 1024,
                    MOST_LEAF_CHARS),
            limit(
                    MAX_DEPTH,
                    "Deepest nesting",
                    "Deepest nesting of a record and of JSON text in it. Deeper JSON text is replaced whole by [BUDGET]; a "
                            + "deeper record is rejected.",
                    200,
                    100_000),
            limit(
                    MAX_NODES,
                    "Most values",
                    "Most values of one record. A record with more is rejected.",
                    100_000,
                    100_000_000),
            limit(
                    MAX_RECORD_CHARS,
                    "Most text",
                    "Characters of one record that are scanned. The text that goes beyond and those behind it are replaced whole "
                            + "by [BUDGET].",
                    16 * 1024 * 1024,
                    Integer.MAX_VALUE),
            limit(
                    MAX_RECORD_FINDINGS,
                    "Most findings",
                    "Findings of one record. A text that brings more is replaced whole by [BUDGET], and so are texts with findings "
                            + "behind it.",
                    10_000,
                    10_000_000));

    private ScanKeys() {}

    static Budget budget(AbstractConfig config) {
        return new Budget(
                config.getInt(MAX_LEAF_CHARS),
                config.getInt(MAX_DEPTH),
                config.getInt(MAX_NODES),
                config.getInt(MAX_RECORD_CHARS),
                config.getInt(MAX_RECORD_FINDINGS));
    }

    static boolean keys(AbstractConfig config) {
        return config.getBoolean(KEY);
    }

    static boolean headers(AbstractConfig config) {
        return config.getBoolean(HEADERS);
    }

    static boolean bytes(AbstractConfig config) {
        return config.getBoolean(BYTES);
    }

    static ConfigKey paths(String name, String displayName, String doc, String... defaults) {
        return ConfigKey.list(name)
                .group(GROUP)
                .displayName(displayName)
                .doc(doc)
                .defaultValue(List.of(defaults))
                .validator(each("field paths such as identity.user_id or source.**", ScanKeys::path))
                .width(Width.LONG)
                .build();
    }

    static List<FieldRule> rules(List<String> paths, Function<FieldPath, FieldRule> rule) {
        List<FieldRule> rules = new ArrayList<>();
        paths.forEach(path -> rules.add(rule.apply(FieldPath.parse(path.trim()))));
        return rules;
    }

    /** A validator for lists whose entries must all fit. */
    static ConfigDef.Validator each(String expectation, Predicate<String> fits) {
        return Checks.check(
                "a list of " + expectation,
                value -> ((List<?>) value)
                        .stream().allMatch(entry -> fits.test(entry.toString().trim())));
    }

    static boolean path(String text) {
        try {
            FieldPath.parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static String labels() {
        return String.join(", ", Labels.all().stream().map(Label::id).toList());
    }

    private static ConfigKey flag(String name, String displayName, String doc, boolean value) {
        return ConfigKey.bool(name)
                .group(GROUP)
                .displayName(displayName)
                .doc(doc)
                .defaultValue(value)
                .width(Width.SHORT)
                .build();
    }

    private static ConfigKey limit(String name, String displayName, String doc, int value, int most) {
        return ConfigKey.integer(name)
                .group(GROUP)
                .displayName(displayName)
                .doc(doc)
                .defaultValue(value)
                .validator(Checks.between(1, most))
                .importance(Importance.LOW)
                .width(Width.SHORT)
                .build();
    }
}
