/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.mapping;

import io.affidavit.core.yaml.YamlNode;
import io.affidavit.smt.row.ColumnKind;
import io.affidavit.smt.row.PathTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Compiles mapping files, strictly: what is not understood is refused, with line and path. */
final class MappingReader {

    private static final String FORMAT = "1";
    private static final int MAX_PARENTS = 5;
    private static final String KINDS =
            Arrays.stream(ColumnKind.values()).map(ColumnKind::text).collect(Collectors.joining(", "));
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern VERSION = Pattern.compile("\\d{1,6}\\.\\d{1,6}\\.\\d{1,6}");
    private static final String[] PARTS = {
        "format",
        "id",
        "version",
        "description",
        "made_from",
        "extends",
        "applies_to",
        "key",
        "category",
        "columns",
        "spread",
        "fields",
        "events",
        "lifecycle"
    };

    private final PathTable paths = new PathTable();
    private final ExpressionReader expressions = new ExpressionReader(paths);
    /** From the most general mapping to the one being read. */
    private final Deque<YamlNode> documents = new ArrayDeque<>();

    private MappingReader() {}

    /** @throws MappingException if the text is no valid mapping */
    static Mapping read(String yaml) {
        return new MappingReader().compile(yaml);
    }

    private Mapping compile(String yaml) {
        YamlNode own = YamlNode.parse(Mappings.KIND, yaml);
        collect(own);
        Map<String, YamlNode> parts = own.map(PARTS);
        YamlNode key = last("key");
        YamlNode category = last("category");
        if (category == null) {
            throw own.error("it lacks category");
        }
        List<Assignment> fields = fields();
        if (fields.stream().noneMatch(field -> field.target().path().equals("event_time"))) {
            throw own.error("it lacks fields.event_time, which every event needs");
        }
        spreads();
        columns();
        return new Mapping(
                about(own, parts),
                paths,
                key == null ? null : expressions.expression(key),
                expressions.expression(category),
                fields,
                events(fields),
                lifecycle());
    }

    private MappingInfo about(YamlNode own, Map<String, YamlNode> parts) {
        YamlNode applies = last("applies_to");
        Map<String, YamlNode> store = applies == null ? Map.of() : applies.map("system", "entity");
        return new MappingInfo(
                matching(own, parts, "id", ID, "lower-case words joined by hyphens"),
                matching(own, parts, "version", VERSION, "three numbers joined by dots, such as 1.0.0"),
                text(last("description")),
                text(last("made_from")),
                text(store.get("system")),
                text(store.get("entity")));
    }

    private static String text(YamlNode node) {
        return node == null ? null : node.text();
    }

    private void collect(YamlNode document) {
        if (documents.size() > MAX_PARENTS) {
            throw document.error("it extends too many mappings");
        }
        documents.addFirst(document);
        Map<String, YamlNode> parts = document.map(PARTS);
        YamlNode format = document.required(parts, "format");
        if (!format.text().equals(FORMAT)) {
            throw format.error("this release reads format " + FORMAT + " only");
        }
        YamlNode parent = parts.get("extends");
        if (parent != null) {
            collect(YamlNode.parse(
                    Mappings.KIND,
                    BuiltInMappings.text(parent.text())
                            .orElseThrow(() -> parent.error("there is no built-in mapping of this name; there are "
                                    + String.join(", ", BuiltInMappings.names())))));
        }
    }

    private YamlNode last(String part) {
        YamlNode found = null;
        for (YamlNode document : documents) {
            found = document.map().getOrDefault(part, found);
        }
        return found;
    }

    private List<Assignment> fields() {
        FieldsReader fields = new FieldsReader(expressions);
        documents.forEach(document -> fields.read(document.map().get("fields")));
        return fields.assignments();
    }

    /** The last document that names events names all of them, because their order is part of their ids. */
    private List<FurtherEvent> events(List<Assignment> fields) {
        YamlNode events = last("events");
        return events == null
                ? List.of()
                : events.list().stream()
                        .map(node -> FurtherEventReader.read(node, expressions, fields))
                        .toList();
    }

    private void columns() {
        for (YamlNode document : documents) {
            YamlNode columns = document.map().get("columns");
            if (columns != null) {
                Map<String, YamlNode> parts = columns.map("required", "optional", "open");
                column(parts.get("required"), true);
                column(parts.get("optional"), false);
                if (parts.get("open") != null) {
                    parts.get("open").list().forEach(beginning -> paths.open(beginning.text()));
                }
            }
        }
    }

    private void column(YamlNode list, boolean needed) {
        if (list != null) {
            list.map()
                    .forEach((name, kind) -> paths.column(
                            name,
                            ColumnKind.named(kind.text()).orElseThrow(() -> kind.error("it must be one of " + KINDS)),
                            needed));
        }
    }

    private void spreads() {
        for (YamlNode document : documents) {
            YamlNode spread = document.map().get("spread");
            if (spread != null) {
                spread.map().forEach((path, prefix) -> {
                    try {
                        paths.spread(path, prefix.text());
                    } catch (MappingException e) {
                        throw e;
                    } catch (IllegalArgumentException e) {
                        throw prefix.error("its name is no path");
                    }
                });
            }
        }
    }

    /** Rules of a later document are asked before those it extends. */
    private LifecycleRules lifecycle() {
        List<LifecycleRules.Rule> rules = new ArrayList<>();
        documents.descendingIterator().forEachRemaining(document -> {
            YamlNode lifecycle = document.map().get("lifecycle");
            if (lifecycle != null) {
                lifecycle.list().forEach(rule -> rules.add(rule(rule)));
            }
        });
        return new LifecycleRules(rules);
    }

    private LifecycleRules.Rule rule(YamlNode node) {
        Map<String, YamlNode> parts = node.map("when", "retention_class", "legal_hold_ids", "replay_permission");
        if (parts.size() == (parts.containsKey("when") ? 1 : 0)) {
            throw node.error("it sets none of retention_class, legal_hold_ids, replay_permission");
        }
        return new LifecycleRules.Rule(
                parts.containsKey("when") ? expressions.condition(parts.get("when")) : new Condition.Always(),
                result(parts.get("retention_class")),
                result(parts.get("legal_hold_ids")),
                result(parts.get("replay_permission")));
    }

    private Expression result(YamlNode node) {
        return node == null ? null : expressions.result(node);
    }

    private static String matching(
            YamlNode own, Map<String, YamlNode> parts, String name, Pattern pattern, String expectation) {
        YamlNode node = own.required(parts, name);
        if (!pattern.matcher(node.text()).matches()) {
            throw node.error("it must be " + expectation);
        }
        return node.text();
    }
}
