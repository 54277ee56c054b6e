/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policy;

import io.affidavit.core.config.Durations;
import io.affidavit.core.data.CanonicalJson;
import io.affidavit.core.data.FieldPath;
import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.identity.Digests;
import io.affidavit.core.yaml.YamlNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Makes a monitor of a tree whose shape was checked, and tells what in it its detector cannot work with. */
final class MonitorBinder {

    private static final Duration LONGEST_WINDOW = Duration.ofDays(366);
    private static final int DIGEST_LENGTH = 16;
    /** What can change without a change of state. */
    private static final Set<String> FOR_PEOPLE = Set.of("severity", "owner", "description");

    private final YamlNode node;
    private final Map<String, YamlNode> parts;
    private final Set<String> calendars;
    private final Consumer<IllegalArgumentException> faults;

    /** @param calendars names of holidays in the document */
    MonitorBinder(YamlNode node, Set<String> calendars, Consumer<IllegalArgumentException> faults) {
        this.node = node;
        this.parts = node.map();
        this.calendars = calendars;
        this.faults = faults;
    }

    Monitor bind(Severity severity, String owner) {
        MonitorKind kind = MonitorKind.valueOf(
                parts.get("detector").text().toUpperCase(Locale.ROOT).replace('-', '_'));
        Map<MonitorInput, FieldPath> inputs = inputs(kind);
        List<Object> favourable = plains("favourable");
        outcome(kind, favourable);
        demand("groups", kind.comparesGroups());
        demand("approval", kind == MonitorKind.MISSING_APPROVAL);
        return new Monitor(
                text("id", ""),
                kind,
                items("scope").stream()
                        .map(each -> FieldPath.parse(each.text()))
                        .toList(),
                values("where"),
                inputs,
                favourable,
                items("groups").stream().map(YamlNode::text).toList(),
                reference(kind),
                values("approval"),
                window(),
                persistence(),
                Integer.parseInt(text("resolve_after", "3")),
                severity,
                owner,
                text("profile", ""),
                parameters(kind),
                digest());
    }

    private Map<MonitorInput, FieldPath> inputs(MonitorKind kind) {
        Map<MonitorInput, FieldPath> inputs = new EnumMap<>(MonitorInput.class);
        members("inputs").forEach((name, path) -> {
            MonitorInput input = MonitorInput.valueOf(name.toUpperCase(Locale.ROOT));
            if (!kind.known().contains(input)) {
                faults.accept(path.error("this detector does not read it; leave it out"));
            }
            inputs.put(input, FieldPath.parse(path.text()));
        });
        for (MonitorInput needed : kind.needed()) {
            if (!inputs.containsKey(needed)) {
                faults.accept(
                        parts.getOrDefault("inputs", node).error("this detector needs the input " + needed.text()));
            }
        }
        return inputs;
    }

    private void outcome(MonitorKind kind, List<Object> favourable) {
        if (kind.outcome() != MonitorKind.Outcome.MAYBE) {
            demand("favourable", kind.outcome() == MonitorKind.Outcome.ALWAYS);
        } else if (parts.containsKey("favourable") && favourable.isEmpty()) {
            faults.accept(parts.get("favourable").error("it names no value"));
        }
    }

    /** Something that must be there and not empty, or must not be there. */
    private void demand(String name, boolean wanted) {
        YamlNode there = parts.get(name);
        if (there != null && !wanted) {
            faults.accept(there.error("this detector does not use it; leave it out"));
        } else if (wanted && (there == null || empty(there))) {
            faults.accept(node.error("this detector needs " + name));
        }
    }

    private static boolean empty(YamlNode node) {
        return node.isMap() ? node.map().isEmpty() : node.list().isEmpty();
    }

    private Map<FieldPath, Object> values(String name) {
        Map<FieldPath, Object> values = new LinkedHashMap<>();
        members(name).forEach((path, value) -> {
            if (MonitorShape.path(path)) {
                values.put(FieldPath.parse(path), value.plain());
            } else {
                faults.accept(value.error("its name is no path of one field"));
            }
        });
        return values;
    }

    private List<Double> reference(MonitorKind kind) {
        if (!parts.containsKey("reference")) {
            return List.of();
        }
        YamlNode there = parts.get("reference");
        demand("reference", kind.binsNumbers());
        List<Object> plain = plains("reference");
        if (!plain.stream().allMatch(Number.class::isInstance)) {
            faults.accept(there.error("its edges must be numbers"));
            return List.of();
        }
        List<Double> edges =
                plain.stream().map(edge -> ((Number) edge).doubleValue()).toList();
        for (int i = 1; i < edges.size(); i++) {
            if (edges.get(i) <= edges.get(i - 1)) {
                faults.accept(there.error("its edges must ascend"));
                return List.of();
            }
        }
        return edges;
    }

    @SuppressWarnings("UnusedException") // says less than the line
    private Duration window() {
        Duration window = Durations.parse(text("window", "1h"));
        if (window.compareTo(LONGEST_WINDOW) > 0) {
            faults.accept(parts.get("window").error("it must be at most " + LONGEST_WINDOW.toDays() + "d"));
        }
        return window;
    }

    @SuppressWarnings("UnusedException") // says less than the line
    private MonitorPersistence persistence() {
        try {
            return MonitorPersistence.parse(text("persistence", "1 of 1"));
        } catch (IllegalArgumentException e) {
            faults.accept(parts.get("persistence")
                    .error("it must be so many of at least as many windows, up to 64, such as 2 of 3"));
            return new MonitorPersistence(1, 1);
        }
    }

    private Map<String, String> parameters(MonitorKind kind) {
        Map<String, String> parameters = new LinkedHashMap<>();
        YamlNode there = parts.get("parameters");
        if (there != null) {
            kind.parameters().check(there, faults);
            there.map().forEach((name, value) -> parameters.put(name, value.text()));
            String calendar = parameters.get("calendar");
            if (calendar != null && !calendars.contains(calendar)) {
                faults.accept(there.map().get("calendar").error("there are no holidays of this name in the document"));
            }
        }
        return parameters;
    }

    @SuppressWarnings("UnusedException") // its message says less
    private String digest() {
        Map<String, Object> state = new LinkedHashMap<>();
        parts.forEach((name, value) -> {
            if (!FOR_PEOPLE.contains(name)) {
                state.put(name, value.plain());
            }
        });
        try {
            return Digests.sha256Hex(CanonicalJson.of(state).getBytes(StandardCharsets.UTF_8))
                    .substring(0, DIGEST_LENGTH);
        } catch (InvalidJsonException e) {
            throw node.error("it holds text that JSON cannot hold, such as half of a character");
        }
    }

    private Map<String, YamlNode> members(String name) {
        YamlNode there = parts.get(name);
        return there == null ? Map.of() : there.map();
    }

    private List<YamlNode> items(String name) {
        YamlNode there = parts.get(name);
        return there == null ? List.of() : there.list();
    }

    private List<Object> plains(String name) {
        return items(name).stream().map(YamlNode::plain).toList();
    }

    private String text(String name, String otherwise) {
        YamlNode there = parts.get(name);
        return there == null ? otherwise : there.text();
    }
}
