/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.cel;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A constant, or a field that is named by its path, as CEL knows its value. */
@FunctionalInterface
interface Operand {

    /** Where a path leads through something that has no fields. */
    Object NOWHERE = new Object();

    /** The value; null where the field is absent. */
    Object in(RecordFacts facts);

    /** Null for anything else than a constant or a field. */
    static Operand of(CelExpr node) {
        return node.getKind() == Kind.CONSTANT ? constant(node.constant()) : Field.of(node);
    }

    private static Operand constant(CelConstant constant) {
        Object value = switch (constant.getKind()) {
            case STRING_VALUE -> constant.stringValue();
            case INT64_VALUE -> constant.int64Value();
            case BOOLEAN_VALUE -> constant.booleanValue();
            default -> null;
        };
        return value == null ? null : facts -> value;
    }

    /** @param path names from the root to the field */
    record Field(String root, List<String> path) implements Operand {

        private static final Set<String> ROOTS = Set.of("event", "tags", "params", "topic", "timestamp");

        public Field {
            path = List.copyOf(path);
        }

        /** The field that an expression selects or asks the presence of; null for anything else. */
        static Field of(CelExpr node) {
            List<String> path = new ArrayList<>();
            CelExpr at = node;
            while (at.getKind() == Kind.SELECT && (at == node || !at.select().testOnly())) {
                path.add(at.select().field());
                at = at.select().operand();
            }
            Collections.reverse(path);
            return at.getKind() == Kind.IDENT && ROOTS.contains(at.ident().name())
                    ? new Field(at.ident().name(), path)
                    : null;
        }

        @Override
        public Object in(RecordFacts facts) {
            Object value = facts.find(root).orElse(null);
            for (int i = 0; i < path.size(); i++) {
                if (!(value instanceof Map<?, ?> group)) {
                    return NOWHERE;
                }
                value = group.get(path.get(i));
            }
            return value;
        }
    }
}
