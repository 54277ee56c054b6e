/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.mapping;

import io.affidavit.core.yaml.YamlNode;
import io.affidavit.smt.row.PathTable;
import io.affidavit.smt.row.SourcePath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads expressions and conditions of a mapping file, and registers the paths they read. */
final class ExpressionReader {

    private static final String FUNCTIONS =
            "from, first, constant, unless_empty, unquote, to_json, to_ns, to_ms, elapsed_ms, join, map, split, after_prefix, "
                    + "choose";

    /** First name of paths into the element that an event is made of. */
    private static final String ITEM = "item";

    private final PathTable paths;
    private final boolean json;
    private final boolean items;

    ExpressionReader(PathTable paths) {
        this(paths, false, false);
    }

    private ExpressionReader(PathTable paths, boolean json, boolean items) {
        this.paths = paths;
        this.json = json;
        this.items = items;
    }

    /** Reads the same way, and paths that begin with {@code item} as leading into an element. */
    ExpressionReader ofItems() {
        return new ExpressionReader(paths, json, true);
    }

    /** The value of a target, in the form the target takes. */
    Expression expression(Target target, YamlNode node) {
        return new ExpressionReader(paths, target.json(), items).expression(node);
    }

    /** Text is a path; a map has one function as its only name. */
    Expression expression(YamlNode node) {
        if (!node.isMap()) {
            return at(node);
        }
        Map<String, YamlNode> call = node.map();
        if (call.size() != 1) {
            throw node.error("it must be a path or exactly one function of " + FUNCTIONS);
        }
        String function = call.keySet().iterator().next();
        YamlNode argument = call.get(function);
        return switch (function) {
            case "from" -> at(argument);
            case "first" ->
                new Expression.FirstOf(
                        argument.list().stream().map(this::expression).toList());
            case "constant" -> constant(argument);
            case "unless_empty" -> new Expression.UnlessEmpty(expression(argument));
            case "unquote" -> new Expression.Unquoted(expression(argument));
            case "to_json" -> new Expression.ToJson(expression(argument));
            case "to_ns" -> new Expression.ToEpoch(expression(argument), true);
            case "to_ms" -> new Expression.ToEpoch(expression(argument), false);
            case "elapsed_ms" -> elapsed(argument);
            case "join" -> joined(argument);
            case "map" -> translated(argument);
            case "split" -> split(argument);
            case "after_prefix" -> afterPrefix(argument);
            case "choose" -> choice(argument);
            default -> throw argument.error("this function is unknown; known are " + FUNCTIONS);
        };
    }

    /** A condition, or a list of conditions all of which must hold. */
    Condition condition(YamlNode node) {
        if (node.isList()) {
            return new Condition.All(node.list().stream().map(this::condition).toList());
        }
        Map<String, YamlNode> parts = node.map("path", "equals", "in", "matches_prefix", "contains", "exists");
        if (parts.size() != 2 || !parts.containsKey("path")) {
            throw node.error("it needs path and one of equals, in, matches_prefix, contains, exists");
        }
        SourcePath path = path(parts.get("path"));
        String question = parts.keySet().stream()
                .filter(name -> !name.equals("path"))
                .findFirst()
                .orElseThrow();
        YamlNode argument = parts.get(question);
        return switch (question) {
            case "equals" -> new Condition.OneOf(path, Set.of(argument.text()));
            case "in" -> new Condition.OneOf(path, texts(argument));
            case "matches_prefix" -> new Condition.HasPrefix(path, argument.text());
            case "contains" -> new Condition.Contains(path, argument.text());
            default -> new Condition.Exists(path, argument.flag());
        };
    }

    private Expression at(YamlNode node) {
        SourcePath path = path(node);
        if (json) {
            paths.canonical(path);
        }
        return new Expression.At(path, json);
    }

    SourcePath path(YamlNode node) {
        try {
            String text = node.text();
            return items && PathTable.firstName(text).equals(ITEM) ? paths.elementPath(text) : paths.path(text);
        } catch (MappingException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw node.error("it is no path; write names joined by dots, or a JSON pointer");
        }
    }

    private static Expression constant(YamlNode node) {
        return new Expression.Constant(
                node.isList() ? node.list().stream().map(YamlNode::text).toList() : node.text());
    }

    private Expression elapsed(YamlNode node) {
        List<YamlNode> ends = node.list();
        if (ends.size() != 2) {
            throw node.error("it must be a list of two paths, from and to");
        }
        return new Expression.ElapsedMs(path(ends.get(0)), path(ends.get(1)));
    }

    private Expression joined(YamlNode node) {
        Map<String, YamlNode> parts = node.map("parts", "by");
        return new Expression.Joined(
                node.required(parts, "parts").list().stream()
                        .map(this::expression)
                        .toList(),
                node.required(parts, "by").text());
    }

    private Expression translated(YamlNode node) {
        Map<String, YamlNode> parts = node.map("from", "values", "otherwise");
        Map<String, String> entries = new LinkedHashMap<>();
        node.required(parts, "values").map().forEach((name, value) -> entries.put(name, value.text()));
        String otherwise =
                parts.containsKey("otherwise") ? parts.get("otherwise").text() : null;
        boolean keep = "keep".equals(otherwise);
        return new Expression.Translated(
                expression(node.required(parts, "from")), entries, keep ? null : otherwise, keep);
    }

    private Expression split(YamlNode node) {
        Map<String, YamlNode> parts = node.map("from", "by");
        String separator = node.required(parts, "by").text();
        if (separator.isEmpty()) {
            throw parts.get("by").error("it must not be empty");
        }
        return new Expression.Split(expression(node.required(parts, "from")), separator);
    }

    private Expression afterPrefix(YamlNode node) {
        Map<String, YamlNode> parts = node.map("from", "prefix");
        return new Expression.AfterPrefix(
                path(node.required(parts, "from")),
                node.required(parts, "prefix").text());
    }

    private Expression choice(YamlNode node) {
        List<Expression.Choice.Case> cases = new ArrayList<>();
        List<YamlNode> items = node.list();
        for (YamlNode item : items) {
            Map<String, YamlNode> parts = item.map("when", "then", "else");
            boolean last = cases.size() == items.size() - 1;
            if (parts.containsKey("else") && (parts.size() > 1 || !last)) {
                throw item.error("else must stand alone in the last case");
            }
            cases.add(
                    parts.containsKey("else")
                            ? new Expression.Choice.Case(new Condition.Always(), result(parts.get("else")))
                            : new Expression.Choice.Case(
                                    condition(item.required(parts, "when")), result(item.required(parts, "then"))));
        }
        return new Expression.Choice(cases);
    }

    /** What a case or a rule yields: text is itself there, not a path. */
    Expression result(YamlNode node) {
        return node.isMap() ? expression(node) : constant(node);
    }

    private static Set<String> texts(YamlNode node) {
        Set<String> texts = new HashSet<>();
        node.list().forEach(item -> texts.add(item.text()));
        return texts;
    }
}
