/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.upcast;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * One Connect schema being rewritten by the same operations as its values. A group that a step makes is optional and named
 * after its parent and its field, so that schemas of other systems, which need names, find one.
 */
final class Shape {

    private final PathIndex paths;
    private final Node root;

    Shape(PathIndex paths, Schema schema) {
        this.paths = paths;
        this.root = Node.of(schema);
    }

    /** The schema at a path, or null where there is none. */
    Schema schema(int path) {
        Node node = node(path);
        return node == null ? null : node.schema(null);
    }

    /** Whether every value has a schema at this path. */
    boolean names(int path) {
        return node(path) != null;
    }

    String text(int path) {
        return paths.text(path);
    }

    /**
     * Sets a schema; groups on the way are made where there are none.
     *
     * @throws UpcastException if something on the way is no group, or is a map of another type
     */
    void put(int path, Schema schema) {
        Node group = group(paths.parent(path));
        if (group.members == null) {
            if (!sameType(group.schema.valueSchema(), schema)) {
                throw new UpcastException(UpcastException.SHAPE, paths.text(path));
            }
            return;
        }
        group.members.put(paths.name(path), Node.of(schema));
    }

    /** Removes and returns a schema, null where there is none. */
    Schema take(int path) {
        Node parent = node(paths.parent(path));
        if (parent == null) {
            return null;
        }
        Node taken = parent.member(paths.name(path));
        if (taken != null && parent.members != null) {
            group(paths.parent(path)).members.remove(paths.name(path));
        }
        return taken == null ? null : taken.schema(null);
    }

    /** @param version of the schema itself; null keeps it */
    Schema result(Integer version) {
        return root.schema(version);
    }

    private Node node(int path) {
        if (path == Paths.ROOT) {
            return root;
        }
        Node parent = node(paths.parent(path));
        return parent == null ? null : parent.member(paths.name(path));
    }

    private Node group(int path) {
        Node node = node(path);
        if (node == null) {
            Node parent = group(paths.parent(path));
            if (parent.members == null) {
                throw new UpcastException(UpcastException.SHAPE, paths.text(path));
            }
            String name = parent.schema.name() == null ? null : parent.schema.name() + "." + paths.name(path);
            node = Node.of(SchemaBuilder.struct().name(name).optional().build());
            parent.members.put(paths.name(path), node);
        }
        if (node.members == null && node.schema.type() != Schema.Type.MAP) {
            throw new UpcastException(UpcastException.SHAPE, paths.text(path));
        }
        return node;
    }

    private static boolean sameType(Schema one, Schema other) {
        return one != null && one.type() == other.type();
    }

    /** A schema and, for a struct, its fields as they are now. */
    private static final class Node {
        private final Schema schema;
        private final Map<String, Node> members;

        private Node(Schema schema, Map<String, Node> members) {
            this.schema = schema;
            this.members = members;
        }

        static Node of(Schema schema) {
            if (schema.type() != Schema.Type.STRUCT) {
                return new Node(schema, null);
            }
            Map<String, Node> members = new LinkedHashMap<>();
            for (Field field : schema.fields()) {
                members.put(field.name(), of(field.schema()));
            }
            return new Node(schema, members);
        }

        Node member(String name) {
            if (members != null) {
                return members.get(name);
            }
            return schema.type() == Schema.Type.MAP && schema.valueSchema() != null ? of(schema.valueSchema()) : null;
        }

        Schema schema(Integer version) {
            if (members == null) {
                return schema;
            }
            SchemaBuilder builder = SchemaBuilder.struct()
                    .name(schema.name())
                    .doc(schema.doc())
                    .version(version == null ? schema.version() : version);
            if (schema.parameters() != null) {
                builder.parameters(schema.parameters());
            }
            if (schema.isOptional()) {
                builder.optional();
            }
            members.forEach((name, node) -> builder.field(name, node.schema(null)));
            // unchanged groups keep their schema, so that values of it need no copy
            return unchanged(version) ? schema : builder.build();
        }

        private boolean unchanged(Integer version) {
            boolean sameVersion = version == null || version.equals(schema.version());
            return sameVersion
                    && schema.fields().size() == members.size()
                    && schema.fields().stream()
                            .allMatch(field -> members.containsKey(field.name())
                                    && ((ConnectSchema) field.schema().schema())
                                            .equals(members.get(field.name())
                                                    .schema(null)
                                                    .schema()));
        }
    }
}
