/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The parts of a condition that say {@code event.some.field == 'text'} and must all be true: most rules are about one category
 * of events, and telling the others apart needs no interpreter. In CEL a conjunction with a false part is false whatever its
 * other parts are, errors included, so that this only ever answers sooner.
 */
final class Guard {

    private static final String EVENT = "event";

    private final List<Equality> equalities = new ArrayList<>();

    /** @param path names from the event to the field */
    private record Equality(List<String> path, String text) {}

    private Guard() {}

    static Guard of(CelAbstractSyntaxTree condition) {
        Guard guard = new Guard();
        guard.add(condition.getExpr());
        return guard;
    }

    /** Whether the condition is false, for certain; else it must be evaluated. */
    boolean refutes(RecordFacts facts) {
        for (Equality equality : equalities) {
            Object value = facts.find(EVENT).orElse(null);
            for (String name : equality.path) {
                value = value instanceof Map<?, ?> group ? group.get(name) : null;
            }
            if (value instanceof String text && !text.equals(equality.text)) {
                return true;
            }
        }
        return false;
    }

    private void add(CelExpr node) {
        if (node.getKind() != Kind.CALL) {
            return;
        }
        List<CelExpr> args = node.call().args();
        if (node.call().function().equals(Operator.LOGICAL_AND.getFunction())) {
            args.forEach(this::add);
        } else if (node.call().function().equals(Operator.EQUALS.getFunction())) {
            add(args.get(0), args.get(1));
            add(args.get(1), args.get(0));
        }
    }

    private void add(CelExpr field, CelExpr constant) {
        List<String> path = path(field);
        if (!path.isEmpty()
                && constant.getKind() == Kind.CONSTANT
                && constant.constant().getKind() == CelConstant.Kind.STRING_VALUE) {
            equalities.add(new Equality(path, constant.constant().stringValue()));
        }
    }

    /** Empty where it is no field of the event. */
    private static List<String> path(CelExpr node) {
        List<String> path = new ArrayList<>();
        CelExpr at = node;
        while (at.getKind() == Kind.SELECT && !at.select().testOnly()) {
            path.add(0, at.select().field());
            at = at.select().operand();
        }
        return at.getKind() == Kind.IDENT && at.ident().name().equals(EVENT) ? List.copyOf(path) : List.of();
    }
}
