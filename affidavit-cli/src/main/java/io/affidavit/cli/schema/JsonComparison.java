/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Asks whether every payload that a writer's JSON Schema allows is allowed by a reader's. Keywords it cannot weigh must be the
 * same on both sides, so that silence means yes. Names that a writer's contract does not list count as not written, unless it
 * says what they hold: contracts grow by optional members.
 */
final class JsonComparison {

    private static final Set<String> NOTES = Set.of(
            "$schema",
            "$id",
            "$comment",
            "$anchor",
            "$defs",
            "definitions",
            "title",
            "description",
            "default",
            "examples",
            "deprecated",
            "readOnly",
            "writeOnly",
            "format",
            "contentEncoding",
            "contentMediaType");
    private static final Set<String> WEIGHED =
            Set.of("type", "properties", "required", "additionalProperties", "items", "enum", "const", "$ref");
    private static final int MAX_DEPTH = 200;

    private final Map<?, ?> writerRoot;
    private final Map<?, ?> readerRoot;
    private final List<Found> found = new ArrayList<>();
    private final Set<List<Object>> referencesSeen = new HashSet<>();

    JsonComparison(Map<?, ?> writer, Map<?, ?> reader) {
        this.writerRoot = writer;
        this.readerRoot = reader;
    }

    List<Found> found() {
        found.clear();
        compare(writerRoot, readerRoot, "", 0);
        return List.copyOf(found);
    }

    private void compare(Object writerPart, Object readerPart, String path, int depth) {
        if (Boolean.FALSE.equals(writerPart) || Boolean.TRUE.equals(readerPart) || referenced(writerPart, readerPart)) {
            return;
        }
        Map<?, ?> writer = resolved(writerPart, writerRoot);
        Map<?, ?> reader = resolved(readerPart, readerRoot);
        if (Boolean.FALSE.equals(readerPart)) {
            add(path, "false", "the reader allows nothing here");
        } else if (depth > MAX_DEPTH) {
            add(path, "depth", "it is nested too deeply to compare");
        } else {
            types(writer, reader, path);
            members(writer, reader, path, depth);
            if (reader.containsKey("items")) {
                compare(
                        writer.containsKey("items") ? writer.get("items") : true,
                        reader.get("items"),
                        path + "[]",
                        depth + 1);
            }
            values(writer, reader, path);
            others(writer, reader, path);
        }
    }

    private void types(Map<?, ?> writer, Map<?, ?> reader, String path) {
        if (!reader.containsKey("type")) {
            return;
        }
        Set<String> readable = names(reader.get("type"));
        Set<String> written = writer.containsKey("type")
                ? names(writer.get("type"))
                : Set.of("null", "boolean", "number", "string", "array", "object");
        for (String type : written) {
            if (!readable.contains(type) && !(type.equals("integer") && readable.contains("number"))) {
                add(path, "type", "the writer may write " + type + ", which the reader does not take");
            }
        }
    }

    private void members(Map<?, ?> writer, Map<?, ?> reader, String path, int depth) {
        Set<String> certain = names(writer.get("required"));
        for (String name : names(reader.get("required"))) {
            if (!certain.contains(name)) {
                add(child(path, name), "required", "the reader needs it, and the writer may leave it out");
            }
        }
        Map<?, ?> written = map(writer.get("properties"));
        Map<?, ?> read = map(reader.get("properties"));
        Object others = reader.containsKey("additionalProperties") ? reader.get("additionalProperties") : true;
        for (Map.Entry<?, ?> member : written.entrySet()) {
            String name = member.getKey().toString();
            if (read.containsKey(name)) {
                compare(member.getValue(), read.get(name), child(path, name), depth + 1);
            } else if (Boolean.FALSE.equals(others)) {
                add(child(path, name), "additionalProperties", "the reader takes no member it does not list");
            } else {
                compare(member.getValue(), others, child(path, name), depth + 1);
            }
        }
        Object unlisted = writer.get("additionalProperties");
        if (unlisted != null) {
            for (Map.Entry<?, ?> member : read.entrySet()) {
                if (!written.containsKey(member.getKey())) {
                    compare(
                            unlisted,
                            member.getValue(),
                            child(path, member.getKey().toString()),
                            depth + 1);
                }
            }
            compare(unlisted, others, child(path, "*"), depth + 1);
        }
    }

    private void values(Map<?, ?> writer, Map<?, ?> reader, String path) {
        Collection<?> readable = choices(reader);
        Collection<?> written = choices(writer);
        if (readable != null && (written == null || !readable.containsAll(written))) {
            add(
                    path,
                    reader.containsKey("enum") ? "enum" : "const",
                    "the writer may write values the reader does not list");
        }
    }

    /** Bounds may be wider for the reader; anything else must be the same. */
    private void others(Map<?, ?> writer, Map<?, ?> reader, String path) {
        Set<String> keywords = new LinkedHashSet<>();
        reader.keySet().forEach(keyword -> keywords.add(keyword.toString()));
        for (String keyword : keywords) {
            if (NOTES.contains(keyword) || WEIGHED.contains(keyword)) {
                continue;
            }
            Object wanted = reader.get(keyword);
            Object given = writer.get(keyword);
            boolean holds =
                    Bounds.known(keyword) ? Bounds.of(keyword).holds(given, wanted) : Objects.equals(wanted, given);
            if (!holds) {
                add(
                        path,
                        keyword,
                        Bounds.known(keyword)
                                ? "the reader is stricter than the writer"
                                : "it differs, and what it allows cannot be weighed");
            }
        }
    }

    /** Whether this pair of references is being compared already: schemas may refer to themselves. */
    private boolean referenced(Object writer, Object reader) {
        if (!(map(writer).get("$ref") instanceof String from) || !(map(reader).get("$ref") instanceof String to)) {
            return false;
        }
        return !referencesSeen.add(List.of(from, to));
    }

    /** The schema that a local reference names; another reference stays, and must then be the same. */
    private static Map<?, ?> resolved(Object part, Map<?, ?> root) {
        Map<?, ?> schema = map(part);
        for (int hops = 0; hops < 10 && schema.get("$ref") instanceof String ref && ref.startsWith("#"); hops++) {
            Object at = root;
            for (String name : ref.substring(1).split("/")) {
                if (!name.isEmpty()) {
                    at = map(at).get(name.replace("~1", "/").replace("~0", "~"));
                }
            }
            schema = map(at);
        }
        return schema;
    }

    private void add(String path, String rule, String detail) {
        Found next = new Found(path.isEmpty() ? "*" : path, rule, detail);
        if (!found.contains(next)) {
            found.add(next);
        }
    }

    private static Collection<?> choices(Map<?, ?> schema) {
        if (schema.containsKey("const")) {
            return java.util.Collections.singletonList(schema.get("const"));
        }
        return schema.get("enum") instanceof Collection<?> list ? list : null;
    }

    private static Set<String> names(Object names) {
        Set<String> set = new LinkedHashSet<>();
        if (names instanceof Collection<?> list) {
            list.forEach(name -> set.add(name.toString()));
        } else if (names != null) {
            set.add(names.toString());
        }
        return set;
    }

    private static Map<?, ?> map(Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static String child(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
