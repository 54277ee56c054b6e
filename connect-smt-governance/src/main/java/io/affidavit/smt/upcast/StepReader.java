/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.upcast;

import io.affidavit.core.data.FieldPath;
import io.affidavit.core.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the steps of one migration, or those of one {@code each}, and tells what cannot be at its line, step and key. */
final class StepReader {

    private static final String STEPS = "rename, move, default, constant, cast, drop, map, split, merge, compute, each";
    private static final int MOST = 500;

    private final Paths paths;
    private final StepLedger ledger = new StepLedger();

    StepReader(Paths paths) {
        this.paths = paths;
    }

    List<Operation> steps(YamlNode node) {
        List<YamlNode> items = node.list();
        if (items.size() > MOST) {
            throw node.error("it must hold " + MOST + " steps at most");
        }
        List<Operation> operations = new ArrayList<>();
        for (YamlNode item : items) {
            Map<String, YamlNode> step = item.map();
            if (step.size() != 1) {
                throw item.error("it must be exactly one of " + STEPS);
            }
            String name = step.keySet().iterator().next();
            operations.add(operation(name, step.get(name)));
        }
        return operations;
    }

    private Operation operation(String name, YamlNode node) {
        return switch (name) {
            case "rename" -> rename(node);
            case "move" -> move(node);
            case "default" -> put(node, false);
            case "constant" -> put(node, true);
            case "cast" -> cast(node);
            case "drop" -> new Remove(paths.number(ledger.take(node, path(node))));
            case "map" -> translate(node);
            case "split" -> split(node);
            case "merge" -> merge(node);
            case "compute" -> compute(node);
            case "each" -> each(node);
            default -> throw node.error("this step is unknown; known are " + STEPS);
        };
    }

    private Operation rename(YamlNode node) {
        Map<String, YamlNode> parts = node.map("path", "to");
        YamlNode toNode = node.required(parts, "to");
        List<String> name = path(toNode);
        if (name.size() != 1) {
            throw toNode.error("it must be one name; to change the place as well, write move");
        }
        List<String> from = path(node.required(parts, "path"));
        List<String> to = new ArrayList<>(from.subList(0, from.size() - 1));
        to.addAll(name);
        return relocate(parts.get("path"), from, toNode, to, true);
    }

    private Operation move(YamlNode node) {
        Map<String, YamlNode> parts = node.map("from", "to");
        YamlNode from = node.required(parts, "from");
        YamlNode to = node.required(parts, "to");
        return relocate(from, path(from), to, path(to), false);
    }

    private Operation relocate(
            YamlNode fromNode, List<String> from, YamlNode toNode, List<String> to, boolean samePlace) {
        if (StepLedger.within(to, from) || StepLedger.within(from, to)) {
            throw toNode.error("it must not be the path itself, nor lead through it");
        }
        ledger.take(fromNode, from);
        ledger.make(toNode, to);
        return new Relocate(paths.number(from), paths.number(to), samePlace);
    }

    private Operation put(YamlNode node, boolean always) {
        Map<String, YamlNode> parts = node.map("path", "value", "type");
        YamlNode pathNode = node.required(parts, "path");
        YamlNode valueNode = node.required(parts, "value");
        Scalar type = parts.containsKey("type") ? type(parts.get("type")) : Scalar.STRING;
        Object value = type.cast(valueNode.text());
        if (value == null) {
            throw valueNode.error("it is no " + parts.get("type").text());
        }
        List<String> path =
                always ? ledger.make(pathNode, path(pathNode)) : ledger.change(pathNode, path(pathNode), "default");
        ledger.knows(path, valueNode.text());
        return new Put(paths.number(path), type, value, always);
    }

    private Operation cast(YamlNode node) {
        Map<String, YamlNode> parts = node.map("path", "to");
        YamlNode pathNode = node.required(parts, "path");
        YamlNode toNode = node.required(parts, "to");
        Scalar type = type(toNode);
        List<String> path = ledger.change(pathNode, path(pathNode), "cast");
        for (String text : ledger.known(path)) {
            if (type.cast(text) == null) {
                throw toNode.error("an earlier step gives this path a value that cannot be of this type");
            }
        }
        return new Cast(paths.number(path), type);
    }

    private Operation translate(YamlNode node) {
        Map<String, YamlNode> parts = node.map("path", "values", "otherwise");
        YamlNode pathNode = node.required(parts, "path");
        Map<String, String> words = new LinkedHashMap<>();
        node.required(parts, "values").map().forEach((word, value) -> words.put(word, value.text()));
        String otherwise =
                parts.containsKey("otherwise") ? parts.get("otherwise").text() : null;
        boolean keep = "keep".equals(otherwise);
        List<String> path = ledger.change(pathNode, path(pathNode), "map");
        words.values().forEach(word -> ledger.knows(path, word));
        return new Translate(paths.number(path), words, keep ? null : otherwise, keep);
    }

    private Operation split(YamlNode node) {
        Map<String, YamlNode> parts = node.map("path", "by", "into");
        YamlNode pathNode = node.required(parts, "path");
        YamlNode by = node.required(parts, "by");
        if (by.text().isEmpty()) {
            throw by.error("it must not be empty");
        }
        List<YamlNode> into = node.required(parts, "into").list();
        if (into.size() < 2) {
            throw parts.get("into").error("it must name two paths or more");
        }
        List<String> from = ledger.take(pathNode, path(pathNode));
        return new Split(
                paths.number(from),
                by.text(),
                into.stream()
                        .map(part -> paths.number(ledger.make(part, path(part))))
                        .toList());
    }

    private Operation merge(YamlNode node) {
        Map<String, YamlNode> parts = node.map("paths", "by", "to");
        List<YamlNode> from = node.required(parts, "paths").list();
        if (from.size() < 2) {
            throw parts.get("paths").error("it must name two paths or more");
        }
        List<Integer> numbers = from.stream()
                .map(part -> paths.number(ledger.take(part, path(part))))
                .toList();
        YamlNode to = node.required(parts, "to");
        return new Merge(numbers, node.required(parts, "by").text(), paths.number(ledger.make(to, path(to))));
    }

    @SuppressWarnings("UnusedException") // the fault is told with its place instead
    private Operation compute(YamlNode node) {
        Map<String, YamlNode> parts = node.map("path", "type", "jsonata");
        YamlNode pathNode = node.required(parts, "path");
        YamlNode expression = node.required(parts, "jsonata");
        int path = paths.number(ledger.make(pathNode, path(pathNode)));
        try {
            return new Compute(path, type(node.required(parts, "type")), Expressions.compile(expression.text()));
        } catch (MigrationException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw expression.error(e.getMessage());
        }
    }

    private Operation each(YamlNode node) {
        Map<String, YamlNode> parts = node.map("path", "steps");
        YamlNode pathNode = node.required(parts, "path");
        List<String> path = ledger.change(pathNode, path(pathNode), "each");
        Paths inner = new Paths();
        List<Operation> operations = new StepReader(inner).steps(node.required(parts, "steps"));
        return new Each(paths.number(path), new Program(new PathIndex(inner), operations));
    }

    @SuppressWarnings("UnusedException") // the fault is told with its place instead
    private static Scalar type(YamlNode node) {
        String name = node.text();
        try {
            return Scalar.of(name);
        } catch (IllegalArgumentException e) {
            throw node.error("it must be one of " + Scalar.names());
        }
    }

    @SuppressWarnings("UnusedException") // the fault is told with its place instead
    private static List<String> path(YamlNode node) {
        String text = node.text();
        try {
            FieldPath path = FieldPath.parse(text);
            if (path.literal()) {
                return path.segments();
            }
        } catch (IllegalArgumentException e) {
            throw node.error("it is no path; write names joined by dots");
        }
        throw node.error("it must name one field, without *; for elements of a list write each");
    }
}
