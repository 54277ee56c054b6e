/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import io.affidavit.smt.rules.CustomRules;
import io.affidavit.smt.rules.Detection;
import io.affidavit.smt.rules.DetectorChoice;
import io.affidavit.smt.rules.Detectors;
import io.affidavit.smt.rules.RuleException;
import io.affidavit.smt.scan.AllowList;
import io.affidavit.smt.scan.Labels;
import io.affidavit.smt.scan.Thresholds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/**
 * The keys that say what counts as a finding, under the prefix of their transform, and what they say.
 *
 * @param prefix such as {@code mask.}
 */
record DetectionKeys(String prefix) {

    private static final String GROUP = "Detection";
    private static final Pattern SCORE = Pattern.compile("[1-9]\\d?|100");

    List<ConfigKey> keys() {
        return List.of(
                ConfigKey.integer(minimumScore())
                        .group(GROUP)
                        .displayName("Minimum score")
                        .doc(
                                "How sure a detector must be, from 1 to 100. Shape, checksum and the words around a candidate add "
                                        + "up; 50 means as likely as not. Higher finds less and is wrong less often.")
                        .defaultValue(50)
                        .validator(Checks.between(1, 100))
                        .importance(Importance.LOW)
                        .width(Width.SHORT)
                        .build(),
                ConfigKey.list(minimumScores())
                        .group(GROUP)
                        .displayName("Minimum scores by label")
                        .doc(
                                "How sure a detector must be for single labels, as label:score or prefix:score; the longest prefix "
                                        + "counts. Example: pii.phone:70,secret:40.")
                        .defaultValue(List.of())
                        .validator(ScanKeys.each(
                                "label:score, with a known label or prefix of labels and a score from 1 to 100",
                                entry -> named(entry)
                                        && SCORE.matcher(value(entry)).matches()))
                        .importance(Importance.LOW)
                        .build(),
                ConfigKey.list(allowed())
                        .group(GROUP)
                        .displayName("Allowed values")
                        .doc(
                                "Values that are never findings, as label:value or prefix:value. For pii.email an address, "
                                        + "@domain, or a domain with all beneath it; for net.ip an address or a network; numbers of pii "
                                        + "and pci however they are written; anything else character by character. Example: "
                                        + "pii.email:example.com,net.ip:10.0.0.0/8.")
                        .defaultValue(List.of())
                        .validator(ScanKeys.each(
                                "label:value, with a known label or prefix of labels", DetectionKeys::allowable))
                        .width(Width.LONG)
                        .build(),
                ConfigKey.string(rules())
                        .group(GROUP)
                        .displayName("Own rules")
                        .doc(
                                "Own terms and patterns: the path of a YAML file on every worker, or the YAML itself. What they find "
                                        + "is labelled custom.<name>.")
                        .optional()
                        .validator(new RulesValidator())
                        .width(Width.LONG)
                        .build(),
                ConfigKey.list(detectors())
                        .group(GROUP)
                        .displayName("Own detectors")
                        .doc(
                                "Detectors in Java to ask, by class name, in full or simple. They lie in a jar beside this one. "
                                        + "Their settings are given as " + settings("<simple name>") + "<setting>.")
                        .defaultValue(List.of())
                        .validator(ScanKeys.each(
                                "class names of detectors in the plugin's directory, each there once",
                                Detectors::present))
                        .build());
    }

    /**
     * Starts what detects.
     *
     * @param labelled keys whose entries begin with a label or prefix before their last colon
     * @throws ConfigException naming the key, if a detector does not start or a label is unknown
     */
    Detection detection(AbstractConfig config, String... labelled) {
        Detection detection = start(config);
        try {
            Map<String, Function<String, String>> labels = new HashMap<>();
            List.of(labelled).forEach(key -> labels.put(key, entry -> entry.substring(0, entry.lastIndexOf(':'))));
            labels.put(minimumScores(), DetectionKeys::label);
            labels.put(allowed(), DetectionKeys::label);
            labels.forEach(
                    (key, label) -> config.getList(key).forEach(entry -> known(detection, key, label.apply(entry))));
            return detection;
        } catch (ConfigException e) {
            detection.close();
            throw e;
        }
    }

    private static void known(Detection detection, String key, String label) {
        if (!detection.knows(label.trim())) {
            throw new ConfigException("Invalid value for configuration " + key
                    + ": no rule and no detector gives a label that it names. Correct the label, or add its rule.");
        }
    }

    private Detection start(AbstractConfig config) {
        Map<String, Integer> scores = new HashMap<>();
        config.getList(minimumScores()).forEach(entry -> scores.put(label(entry), Integer.valueOf(value(entry))));
        List<AllowList.Entry> values = new ArrayList<>();
        config.getList(allowed()).forEach(entry -> values.add(new AllowList.Entry(label(entry), value(entry))));
        String rules = config.getString(rules());
        List<DetectorChoice> choices = new ArrayList<>();
        config.getList(detectors())
                .forEach(name -> choices.add(new DetectorChoice(name.trim(), settings(config, name))));
        try {
            return Detection.of(
                    Thresholds.of(config.getInt(minimumScore()), scores),
                    AllowList.of(values),
                    rules == null ? CustomRules.NONE : CustomRules.of(rules),
                    choices);
        } catch (RuleException e) {
            throw invalid(rules(), e.getMessage());
        } catch (IllegalArgumentException e) {
            throw invalid(detectors(), e.getMessage() + ". Correct the detector, or take it out.");
        }
    }

    private Map<String, String> settings(AbstractConfig config, String detector) {
        String simple = detector.substring(detector.lastIndexOf('.') + 1).trim();
        Map<String, String> settings = new HashMap<>();
        config.originalsWithPrefix(settings(simple))
                .forEach((name, value) -> settings.put(name, String.valueOf(value)));
        return settings;
    }

    private static boolean allowable(String entry) {
        try {
            return named(entry)
                    && !new AllowList.Entry(label(entry), value(entry)).value().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean named(String entry) {
        String label = entry.indexOf(':') < 0 ? "" : label(entry);
        return Labels.known(label) || Labels.custom(label);
    }

    private static String label(String entry) {
        return entry.substring(0, entry.indexOf(':')).trim();
    }

    private static String value(String entry) {
        return entry.substring(entry.indexOf(':') + 1).trim();
    }

    private static ConfigException invalid(String key, String why) {
        return new ConfigException("Invalid value for configuration " + key + ": " + why);
    }

    private String minimumScore() {
        return prefix + "min.score";
    }

    private String minimumScores() {
        return prefix + "min.scores";
    }

    private String allowed() {
        return prefix + "allow.values";
    }

    private String rules() {
        return prefix + "rules";
    }

    private String detectors() {
        return prefix + "detectors";
    }

    private String settings(String detector) {
        return prefix + "detector." + detector + ".";
    }

    /** Compiles the rules when the configuration is validated, so that broken ones never reach a running connector. */
    private static final class RulesValidator implements ConfigDef.Validator {

        @Override
        public void ensureValid(String name, Object value) {
            try {
                if (value != null) {
                    CustomRules.of(value.toString());
                }
            } catch (RuleException e) {
                throw invalid(name, e.getMessage());
            }
        }

        @Override
        public String toString() {
            return "a YAML file on the worker, or inline YAML";
        }
    }
}
