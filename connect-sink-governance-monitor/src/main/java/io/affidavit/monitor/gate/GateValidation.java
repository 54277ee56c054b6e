/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.gate;

import io.affidavit.core.config.UnknownKeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;

/** The checks of a gate's configuration that a single key cannot make; each fault stands at the key that can mend it. */
public final class GateValidation {

    private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";
    private static final String ISOLATION = "consumer.override.isolation.level";
    private static final String RESET = "consumer.override.auto.offset.reset";
    private static final String TOLERANCE = "errors.tolerance";
    private static final String DEAD_LETTERS = "errors.deadletterqueue.topic.name";
    private static final String JUDGE = "io.affidavit.smt.EnforcePolicy";

    private final Map<String, String> configured;
    private final Map<String, ConfigValue> values = new LinkedHashMap<>();

    private GateValidation(Map<String, String> configured, List<ConfigValue> checked) {
        this.configured = configured;
        checked.forEach(value -> values.put(value.name(), value));
    }

    /** @param checked what the single keys' validators found */
    public static Config of(Map<String, String> configured, List<ConfigValue> checked) {
        GateValidation validation = new GateValidation(configured, checked);
        validation.check();
        return new Config(new ArrayList<>(validation.values.values()));
    }

    private void check() {
        UnknownKeys.check(configured, GateKeys.ALL, values, List.of("gate."), List.of(GateKeys.CLIENT_PREFIX));
        checkBytes();
        checkIsolation();
        checkTolerance();
        checkTopics();
        checkDecisions();
        checkJudge();
    }

    private void checkBytes() {
        for (String key : List.of("key.converter", "value.converter", "header.converter")) {
            if (!BYTES.equals(configured.get(key))) {
                error(key, "Records must pass byte for byte. Set " + key + "=" + BYTES + ".");
            }
        }
    }

    private void checkIsolation() {
        if (!"true".equals(configured.get(GateKeys.UNCOMMITTED))
                && !"read_committed".equals(configured.get(ISOLATION))) {
            error(
                    ISOLATION,
                    "Records of aborted transactions would pass. Set " + ISOLATION + "=read_committed, or "
                            + GateKeys.UNCOMMITTED + "=true if no producer uses transactions.");
        }
        String reset = configured.get(RESET);
        if (reset != null && !reset.equals("earliest") && !reset.equals("none")) {
            error(RESET, "Records would be passed over without a trace. Set " + RESET + "=earliest, or remove it.");
        }
    }

    private void checkTolerance() {
        if ("all".equals(configured.get(TOLERANCE))
                && configured.getOrDefault(DEAD_LETTERS, "").isBlank()) {
            error(
                    TOLERANCE,
                    "A record that a transform fails on would be in no topic at all. Set " + TOLERANCE
                            + "=none, or name " + DEAD_LETTERS + ".");
        }
    }

    private void checkTopics() {
        Map<String, String> seen = new LinkedHashMap<>();
        for (String key : List.of(
                GateKeys.ALLOWED,
                GateKeys.QUARANTINE,
                GateKeys.ESCALATE,
                GateKeys.DECISIONS,
                GateKeys.RESULTS,
                GateKeys.CHECKPOINTS)) {
            String topic = text(key);
            if (topic == null) {
                continue;
            }
            String other = seen.putIfAbsent(topic, key);
            if (other != null) {
                error(key, "It names the same topic as " + other + ". Name another one.");
            }
            if (!key.equals(GateKeys.DECISIONS) && isInput(topic)) {
                error(key, "The gate would read what it writes. Take the topic out of topics, or name another one.");
            }
        }
    }

    private void checkDecisions() {
        String decisions = text(GateKeys.DECISIONS);
        if (decisions != null && !isInput(decisions)) {
            error(GateKeys.DECISIONS, "Decisions are read as one of this connector's topics. Add the topic to topics.");
        }
    }

    /** Whoever may write to the input could otherwise bring a verdict of their own. */
    private void checkJudge() {
        if (!GateKeys.VERDICTS_OF_CHAIN.equals(text(GateKeys.VERDICTS))) {
            return;
        }
        List<String> judges = names(configured.get("transforms"))
                .filter(alias -> JUDGE.equals(configured.get("transforms." + alias + ".type")))
                .toList();
        if (judges.isEmpty()) {
            error(
                    GateKeys.VERDICTS,
                    "No transform of this connector is " + JUDGE + ". Add one, or set " + GateKeys.VERDICTS + "="
                            + GateKeys.VERDICTS_OF_RECORD
                            + " if nobody but a judging pipeline can write to the input.");
        }
        for (String alias : judges) {
            String pass = "transforms." + alias + ".on.reject.sink";
            if (!"pass".equals(configured.get(pass))) {
                error(pass, "A blocked record would not reach the gate as it is. Set " + pass + "=pass.");
            }
            String predicate = "transforms." + alias + ".predicate";
            if (configured.containsKey(predicate)) {
                error(
                        predicate,
                        "Records that are not judged would bring verdicts of their own. Remove " + predicate + ".");
            }
        }
    }

    @SuppressWarnings("UnusedException") // Connect itself refuses the pattern
    private boolean isInput(String topic) {
        Set<String> topics = names(configured.get("topics")).collect(Collectors.toSet());
        if (topics.contains(topic)) {
            return true;
        }
        try {
            String pattern = configured.get("topics.regex");
            return pattern != null && Pattern.matches(pattern, topic);
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private static Stream<String> names(String list) {
        return Arrays.stream(Objects.requireNonNullElse(list, "").split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty());
    }

    private String text(String key) {
        ConfigValue value = values.get(key);
        return value == null || value.value() == null ? null : value.value().toString();
    }

    private void error(String key, String message) {
        values.computeIfAbsent(key, ConfigValue::new).addErrorMessage(message);
    }
}
