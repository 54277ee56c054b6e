/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policy;

import io.affidavit.core.yaml.YamlNode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Makes the document of a tree whose shape was checked, and tells what in it refers to nothing or stands there twice. */
final class PolicyBinder {

    private final Map<String, YamlNode> root;
    private final Consumer<IllegalArgumentException> faults;
    private final Set<String> owners;
    private final Set<String> classes;
    private final Set<String> audiences;

    PolicyBinder(YamlNode root, Consumer<IllegalArgumentException> faults) {
        this.root = root.map();
        this.faults = faults;
        this.owners = names("owners");
        this.classes = names("retention");
        this.audiences = new HashSet<>(texts(this.root.get("audiences")));
        this.audiences.add(MaskingRule.EVERYONE);
    }

    /** @param json canonical JSON of the tree */
    PolicyDocument bind(String json) {
        Set<String> calendars = names("holidays");
        PolicyRef ref = new PolicyRef(
                text(root, "id", ""), new PolicyVersion(text(root, "version", "")), PolicyReader.digest(json));
        return new PolicyDocument(
                ref,
                json,
                text(root, "description", ""),
                new PolicyCalendar(
                        ZoneId.of(text(root, "time_zone", "UTC")), named("holidays", (name, days) -> days(days))),
                named("owners", (id, node) -> new Owner(id, text(node.map(), "contact", ""))),
                texts(root.get("audiences")),
                named("retention", this::retention),
                items(root.get("masking")).stream().map(this::masking).toList(),
                named("schemas", (name, node) -> schema(name, node.map())),
                unique("lifecycle").stream().map(this::lifecycle).toList(),
                unique("rules").stream().map(this::rule).toList(),
                unique("monitors").stream()
                        .map(node -> monitor(node, calendars))
                        .toList(),
                named("lists", (name, node) -> values(node)),
                named("parameters", (name, node) -> node.plain()));
    }

    private RetentionClass retention(String id, YamlNode node) {
        Map<String, YamlNode> parts = node.map();
        return new RetentionClass(
                id,
                RetentionTerm.parse(text(parts, "duration", "")),
                reference(parts, "owner", owners, "owner"),
                Optional.ofNullable(parts.get("approval")).map(approval -> approval(approval.map())));
    }

    private static Approval approval(Map<String, YamlNode> parts) {
        return new Approval(text(parts, "by", ""), LocalDate.parse(text(parts, "on", "")), text(parts, "ticket", ""));
    }

    private MaskingRule masking(YamlNode node) {
        Map<String, YamlNode> parts = node.map();
        if (parts.containsKey("label") == parts.containsKey("field")) {
            faults.accept(node.error("it must have either label or field"));
        }
        Map<String, String> actions = new LinkedHashMap<>();
        parts.get("actions").map().forEach((audience, action) -> {
            if (!audiences.contains(audience)) {
                faults.accept(action.error("this audience is not one of audiences"));
            }
            actions.put(audience, action.text());
        });
        return parts.containsKey("label")
                ? new MaskingRule(MaskingRule.Kind.LABEL, text(parts, "label", ""), actions)
                : new MaskingRule(MaskingRule.Kind.FIELD, text(parts, "field", ""), actions);
    }

    private static SchemaRange schema(String name, Map<String, YamlNode> parts) {
        return new SchemaRange(name, text(parts, "accept", ""), text(parts, "target", ""));
    }

    private LifecycleRule lifecycle(YamlNode node) {
        Map<String, YamlNode> parts = node.map();
        if (parts.size() <= 2) {
            faults.accept(node.error("it decides nothing; give it retention, holds, replay, owner or residency"));
        }
        return new LifecycleRule(
                text(parts, "id", ""),
                condition(parts),
                reference(parts, "retention", classes, "retention class"),
                texts(parts.get("holds")),
                text(parts, "replay", ""),
                reference(parts, "owner", owners, "owner"),
                text(parts, "residency", ""));
    }

    private PolicyRule rule(YamlNode node) {
        Map<String, YamlNode> parts = node.map();
        return new PolicyRule(
                text(parts, "id", ""),
                choice(Severity.class, parts, "severity", Severity.MEDIUM),
                reference(parts, "owner", owners, "owner"),
                choice(Mode.class, parts, "mode", Mode.MONITOR),
                condition(parts),
                choice(Verdict.class, parts, "action", Verdict.LOG),
                choice(OnError.class, parts, "on_error", OnError.QUARANTINE),
                text(parts, "message", ""));
    }

    private Monitor monitor(YamlNode node, Set<String> calendars) {
        Map<String, YamlNode> parts = node.map();
        return new MonitorBinder(node, calendars, faults)
                .bind(
                        choice(Severity.class, parts, "severity", Severity.MEDIUM),
                        reference(parts, "owner", owners, "owner"));
    }

    private static Condition condition(Map<String, YamlNode> parts) {
        YamlNode when = parts.get("when");
        return new Condition(when.text().strip(), when.line());
    }

    private static <E extends Enum<E>> E choice(Class<E> type, Map<String, YamlNode> parts, String name, E otherwise) {
        YamlNode node = parts.get(name);
        return node == null ? otherwise : Enum.valueOf(type, node.text().toUpperCase(Locale.ROOT));
    }

    private String reference(Map<String, YamlNode> parts, String name, Set<String> known, String what) {
        YamlNode node = parts.get(name);
        if (node == null) {
            return "";
        }
        if (!known.contains(node.text())) {
            faults.accept(node.error("there is no " + what + " of this name in the document"));
        }
        return node.text();
    }

    /** The items of a list, whose ids must differ. */
    private List<YamlNode> unique(String part) {
        List<YamlNode> items = items(root.get(part));
        Set<String> ids = new HashSet<>();
        for (YamlNode item : items) {
            YamlNode id = item.map().get("id");
            if (!ids.add(id.text())) {
                faults.accept(id.error("another item of " + part + " has this id"));
            }
        }
        return items;
    }

    private static Set<LocalDate> days(YamlNode node) {
        Set<LocalDate> days = new LinkedHashSet<>();
        texts(node).forEach(day -> days.add(LocalDate.parse(day)));
        return days;
    }

    private static List<Object> values(YamlNode node) {
        return node.list().stream().map(YamlNode::plain).toList();
    }

    private <T> Map<String, T> named(String part, BiFunction<String, YamlNode, T> read) {
        Map<String, T> all = new LinkedHashMap<>();
        YamlNode node = root.get(part);
        if (node != null) {
            node.map().forEach((name, member) -> all.put(name, read.apply(name, member)));
        }
        return all;
    }

    private Set<String> names(String part) {
        YamlNode node = root.get(part);
        return node == null ? Set.of() : Set.copyOf(node.map().keySet());
    }

    private static List<YamlNode> items(YamlNode node) {
        return node == null ? List.of() : node.list();
    }

    private static List<String> texts(YamlNode node) {
        return items(node).stream().map(YamlNode::text).toList();
    }

    private static String text(Map<String, YamlNode> parts, String name, String otherwise) {
        YamlNode node = parts.get(name);
        return node == null ? otherwise : node.text();
    }
}
