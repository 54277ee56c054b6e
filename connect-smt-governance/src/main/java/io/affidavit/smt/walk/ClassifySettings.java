/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import io.affidavit.core.config.ConfigKey;
import io.affidavit.smt.protect.Policy;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;

/** The keys of a transform that only reports what it finds, and what they say. */
public final class ClassifySettings {

    static final String IGNORE_FIELDS = "classify.ignore.fields";

    private static final DetectionKeys DETECTION = new DetectionKeys("classify.");

    private ClassifySettings() {}

    public static List<ConfigKey> keys() {
        return Stream.of(paths(), DETECTION.keys(), ScanKeys.KEYS)
                .flatMap(List::stream)
                .toList();
    }

    /**
     * @throws ConfigException naming the key, if the paths cannot be combined
     */
    public static WalkSettings of(AbstractConfig config) {
        return new WalkSettings(
                Policy.classify(),
                tree(ScanKeys.rules(config.getList(IGNORE_FIELDS), FieldRule::ignore)),
                ScanKeys.budget(config),
                DETECTION.detection(config),
                ScanKeys.keys(config),
                ScanKeys.headers(config),
                ScanKeys.bytes(config),
                List.of(),
                List.of(),
                FindingsField.NONE,
                Subjects.NONE);
    }

    private static List<ConfigKey> paths() {
        return List.of(ScanKeys.paths(
                IGNORE_FIELDS,
                "Fields to ignore",
                "Paths that are not scanned: ids and hashes that Affidavit makes itself.",
                "event_id",
                "entity_id",
                "source.row_hash",
                "content.input_hash",
                "content.output_hash",
                "integrity.**",
                "operational.sensitivity_tags"));
    }

    private static PathTree tree(List<FieldRule> rules) {
        try {
            return PathTree.of(rules);
        } catch (IllegalArgumentException e) {
            throw new ConfigException("Invalid value for configuration " + IGNORE_FIELDS + ": " + e.getMessage());
        }
    }
}
