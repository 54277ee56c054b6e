/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.yaml;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A node of a YAML document that knows its line and its path, so that every fault can be shown where it stands. */
public final class YamlNode {

    private static final int MAX_DEPTH = 20;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");
    /** Whole numbers beyond it have neighbours that a double cannot tell apart. */
    private static final double MOST_EXACT = (1L << 53) - 1;

    private final YamlKind kind;
    private final Node node;
    private final String path;
    private final int depth;

    private YamlNode(YamlKind kind, Node node, String path, int depth) {
        this.kind = kind;
        this.node = node;
        this.path = path;
        this.depth = depth;
        if (depth > MAX_DEPTH) {
            throw error("it is nested too deeply");
        }
    }

    /**
     * The root of a document.
     *
     * @throws IllegalArgumentException as the kind makes it, if the text is empty or no YAML
     */
    public static YamlNode parse(YamlKind kind, String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setCodePointLimit(kind.mostBytes());
        try {
            Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(yaml));
            if (root == null) {
                throw kind.unreadable("it is empty. Write it as the reference describes.");
            }
            return new YamlNode(kind, root, "", 0);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw kind.unreadable("line " + line + ": it is no YAML. Correct the syntax there.");
        } catch (YAMLException e) {
            throw kind.unreadable("it is no YAML. Correct its syntax.");
        }
    }

    /** Members in order; names are unique. */
    public Map<String, YamlNode> map() {
        if (!(node instanceof MappingNode mapping)) {
            throw error("it must be a map");
        }
        Map<String, YamlNode> members = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw error("its names must be plain text");
            }
            YamlNode member = new YamlNode(kind, tuple.getValueNode(), childPath(key.getValue()), depth + 1);
            if (members.put(key.getValue(), member) != null) {
                throw member.error("it stands there twice");
            }
        }
        return members;
    }

    /** Members, all of whose names are known. */
    public Map<String, YamlNode> map(String... known) {
        Map<String, YamlNode> members = map();
        Set<String> names = Set.of(known);
        Set<String> unknown = new HashSet<>(members.keySet());
        unknown.removeAll(names);
        for (Map.Entry<String, YamlNode> member : members.entrySet()) {
            if (unknown.contains(member.getKey())) {
                throw member.getValue().error("this name is unknown; known are " + String.join(", ", known));
            }
        }
        return members;
    }

    /** One of this node's members that must be there. */
    public YamlNode required(Map<String, YamlNode> members, String name) {
        YamlNode member = members.get(name);
        if (member == null) {
            throw error("it lacks " + name);
        }
        return member;
    }

    public List<YamlNode> list() {
        if (!(node instanceof SequenceNode sequence)) {
            throw error("it must be a list");
        }
        List<YamlNode> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            items.add(new YamlNode(kind, item, path + "[" + items.size() + "]", depth + 1));
        }
        return items;
    }

    public boolean isMap() {
        return node instanceof MappingNode;
    }

    public boolean isList() {
        return node instanceof SequenceNode;
    }

    /** Any scalar as the text it was written as; null is none. */
    public String text() {
        if (!(node instanceof ScalarNode scalar) || scalar.getTag().equals(Tag.NULL)) {
            throw error("it must be text");
        }
        return scalar.getValue();
    }

    /**
     * The node as plain values: Map, List, String, Long, Double and Boolean. Numbers and booleans are those that JSON would
     * read as such; a number without a fraction is a Long, so that a document gives the same values through JSON.
     *
     * @throws IllegalArgumentException as the kind makes it, for an empty value or a number that a double cannot hold
     */
    public Object plain() {
        if (isMap()) {
            Map<String, Object> members = new LinkedHashMap<>();
            map().forEach((name, member) -> members.put(name, member.plain()));
            return members;
        }
        if (isList()) {
            return list().stream().map(YamlNode::plain).toList();
        }
        String text = text();
        return ((ScalarNode) node).isPlain() ? scalar(text) : text;
    }

    private Object scalar(String text) {
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        if (!NUMBER.matcher(text).matches()) {
            return text;
        }
        double number = Double.parseDouble(text);
        if (Double.isInfinite(number) || Math.abs(number) > MOST_EXACT) {
            throw error("the number is too large; write it in quotes");
        }
        return number == Math.rint(number) ? (Object) (long) number : (Object) number;
    }

    /** The line the node begins on, from 1. */
    public int line() {
        return node.getStartMark() == null ? 1 : node.getStartMark().getLine() + 1;
    }

    public boolean flag() {
        String text = text();
        if (!text.equals("true") && !text.equals("false")) {
            throw error("it must be true or false");
        }
        return text.equals("true");
    }

    /** What to throw for a fault at this node: it says line and path, and no value. */
    public IllegalArgumentException error(String fault) {
        return kind.unusable("line " + line() + (path.isEmpty() ? "" : ", " + path) + ": " + fault);
    }

    private String childPath(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
