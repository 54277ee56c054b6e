/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import static io.affidavit.smt.walk.MaskSettings.ACTIONS;
import static io.affidavit.smt.walk.MaskSettings.ALLOW;
import static io.affidavit.smt.walk.MaskSettings.ALLOW_FIELDS;
import static io.affidavit.smt.walk.MaskSettings.DEFAULT_ACTION;
import static io.affidavit.smt.walk.MaskSettings.DETECT;
import static io.affidavit.smt.walk.MaskSettings.DETECTION;
import static io.affidavit.smt.walk.MaskSettings.FIELDS;
import static io.affidavit.smt.walk.MaskSettings.FINDINGS_FIELD;
import static io.affidavit.smt.walk.MaskSettings.IGNORE_FIELDS;
import static io.affidavit.smt.walk.MaskSettings.MODE;
import static io.affidavit.smt.walk.MaskSettings.TAGS_FIELD;
import static io.affidavit.smt.walk.MaskSettings.TENANT_FIELD;
import static io.affidavit.smt.walk.MaskSettings.WATCH_FIELDS;

import io.affidavit.core.data.FieldPath;
import io.affidavit.core.policy.MaskingRule;
import io.affidavit.core.policy.PolicyDocument;
import io.affidavit.core.policy.PolicyException;
import io.affidavit.smt.protect.Action;
import io.affidavit.smt.protect.Actions;
import io.affidavit.smt.protect.Policy;
import io.affidavit.smt.rules.Detection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;

/**
 * What the keys of a transform that protects say, and what a policy document says in place of {@code mask.actions} and
 * {@code mask.fields}.
 */
final class MaskPlan {

    private final AbstractConfig config;
    private final Actions able;
    private final Action fallback;
    private final String mode;

    /** @throws ConfigException naming the key, if an action lacks its key */
    MaskPlan(AbstractConfig config) {
        this.config = config;
        this.able = ActionKeys.actions(config);
        this.fallback = ActionKeys.action(DEFAULT_ACTION, config.getString(DEFAULT_ACTION), able);
        this.mode = config.getString(MODE);
    }

    /**
     * What the keys say; starts the detectors.
     *
     * @throws ConfigException naming the key, if keys that fit one by one do not fit together
     */
    WalkSettings configured() {
        Map<String, Action> actions = new HashMap<>();
        for (String entry : config.getList(ACTIONS)) {
            actions.put(MaskSettings.before(entry), ActionKeys.action(ACTIONS, MaskSettings.after(entry), able));
        }
        List<FieldRule> forced = new ArrayList<>();
        for (String entry : config.getList(FIELDS)) {
            FieldPath path = FieldPath.parse(MaskSettings.before(entry));
            forced.add(FieldRule.force(path, ActionKeys.action(FIELDS, MaskSettings.after(entry), able)));
        }
        PathTree paths = configuredTree(forced);
        Detection detection = DETECTION.detection(config, ACTIONS);
        return new WalkSettings(
                mode.equals(DETECT) ? Policy.classify() : Policy.of(fallback, actions),
                paths,
                ScanKeys.budget(config),
                detection,
                ScanKeys.keys(config),
                ScanKeys.headers(config),
                ScanKeys.bytes(config),
                segments(TENANT_FIELD),
                segments(TAGS_FIELD),
                findingsField(detection.rulesDocument()),
                new Subjects(segments(ActionKeys.SUBJECT_PATH), able.subjects()));
    }

    /**
     * What the keys and a document say.
     *
     * @param configured as {@link #configured} made it, with which the result shares what is open
     * @param audience whose actions count
     * @throws PolicyException if the document cannot be used here, with the place in it
     */
    WalkSettings governed(WalkSettings configured, PolicyDocument document, String audience) {
        MaskingTerms.check(document, audience);
        Map<String, Action> actions = new HashMap<>();
        List<FieldRule> forced = new ArrayList<>();
        for (int i = 0; i < document.masking().size(); i++) {
            MaskingRule rule = document.masking().get(i);
            String name = rule.action(audience);
            if (name == null) {
                continue;
            }
            Action action = action(name, i);
            if (rule.kind() == MaskingRule.Kind.LABEL) {
                actions.putIfAbsent(rule.name(), action);
            } else {
                forced.add(FieldRule.force(FieldPath.parse(rule.name()), action));
            }
        }
        return configured.ruledBy(
                Policy.of(fallback, actions),
                governedTree(forced),
                findingsField(configured.detection().rulesDocument() + "\n" + document.json()));
    }

    private Action action(String name, int rule) {
        if (!able.able(name)) {
            throw new PolicyException("Cannot use policy: " + ActionKeys.need("masking[" + rule + "]", name));
        }
        return able.named(name);
    }

    private PathTree configuredTree(List<FieldRule> forced) {
        if (mode.equals(ALLOW) && fallback.keeps()) {
            throw new ConfigException("Invalid value for configuration " + DEFAULT_ACTION + ": with " + MODE
                    + "=allow it must protect. Set another action.");
        }
        try {
            return tree(forced);
        } catch (IllegalArgumentException e) {
            throw new ConfigException("Invalid value for configuration " + FIELDS + ", " + ALLOW_FIELDS + ", "
                    + IGNORE_FIELDS + " or " + WATCH_FIELDS + ": " + e.getMessage());
        }
    }

    @SuppressWarnings("UnusedException") // its message is repeated
    private PathTree governedTree(List<FieldRule> forced) {
        try {
            return tree(forced);
        } catch (IllegalArgumentException e) {
            throw new PolicyException("Cannot use policy: fields of masking: " + e.getMessage());
        }
    }

    private PathTree tree(List<FieldRule> forced) {
        List<FieldRule> rules = new ArrayList<>(forced);
        rules.addAll(ScanKeys.rules(config.getList(IGNORE_FIELDS), FieldRule::ignore));
        rules.addAll(ScanKeys.rules(config.getList(WATCH_FIELDS), FieldRule::watch));
        rules.addAll(ScanKeys.rules(config.getList(ALLOW_FIELDS), FieldRule::pass));
        return mode.equals(ALLOW) ? PathTree.of(rules, fallback) : PathTree.of(rules);
    }

    private FindingsField findingsField(String documents) {
        return new FindingsField(segments(FINDINGS_FIELD), PolicyVersion.of(config, documents));
    }

    private List<String> segments(String key) {
        String path = config.getString(key);
        return path.isEmpty() ? List.of() : FieldPath.parse(path).segments();
    }
}
