/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * Writes the findings of a record one by one into a text inside its value, where the value has a place for it: canonical JSON
 * (RFC 8785) without content, with the version of the policy that found them.
 *
 * @param path names from the root to a text, or to an entry of a map of texts; empty for nowhere
 * @param policy version of everything that decided
 */
public record FindingsField(List<String> path, String policy) {

    /** Writes nothing. */
    public static final FindingsField NONE = new FindingsField(List.of(), "");

    public FindingsField {
        path = List.copyOf(path);
        Objects.requireNonNull(policy, "policy");
    }

    /** The value, or a copy that shares all but the way to the text. */
    Object write(Object value, List<FindingLog.Finding> findings) {
        return path.isEmpty() || findings.isEmpty() ? value : write(value, 0, json(findings));
    }

    private Object write(Object value, int level, String json) {
        String name = path.get(level);
        boolean last = level == path.size() - 1;
        if (value instanceof Struct struct) {
            Field field = struct.schema().field(name);
            if (field == null || !fits(field.schema(), last)) {
                return value;
            }
            Object held = struct.getWithoutDefault(name);
            Object inner = held != null || last ? held : empty(field.schema());
            return SensitivityTags.copy(struct).put(field, last ? json : write(inner, level + 1, json));
        }
        if (value instanceof Map<?, ?> map) {
            Object inner = map.get(name);
            if (!last && !(inner instanceof Map) && !(inner instanceof Struct)) {
                return value;
            }
            Map<Object, Object> copy = Containers.own(Containers.copy(map));
            copy.put(name, last ? json : write(inner, level + 1, json));
            return copy;
        }
        return value;
    }

    /** Whether a text can stand there, or something that can hold one. */
    private boolean fits(Schema schema, boolean last) {
        return switch (schema.type()) {
            case STRING -> last;
            case STRUCT -> !last;
            case MAP -> !last && schema.valueSchema().type() == Schema.Type.STRING;
            default -> false;
        };
    }

    private static Object empty(Schema schema) {
        return schema.type() == Schema.Type.MAP ? Map.of() : new Struct(schema);
    }

    private String json(List<FindingLog.Finding> findings) {
        StringBuilder out = new StringBuilder("{\"findings\":[");
        for (FindingLog.Finding finding : findings) {
            out.append(out.charAt(out.length() - 1) == '[' ? "" : ",").append("{\"detector\":");
            JsonStrings.write(out, finding.detector(), true);
            out.append(",\"end\":").append(finding.end()).append(",\"label\":");
            JsonStrings.write(out, finding.label(), true);
            out.append(",\"path\":");
            JsonStrings.write(out, finding.path(), true);
            out.append(",\"readable\":").append(finding.readable());
            out.append(",\"score\":").append(finding.score());
            out.append(",\"start\":").append(finding.start()).append('}');
        }
        out.append("],\"policy\":");
        JsonStrings.write(out, policy, true);
        return out.append('}').toString();
    }
}
