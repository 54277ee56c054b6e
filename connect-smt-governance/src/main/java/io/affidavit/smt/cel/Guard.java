/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The parts of a condition that must all be true and that a look at one field of the event or of its tags can tell to be false:
 * {@code has(field)}, {@code field == 'text'}, {@code field in lists.some}, {@code !(field in lists.some)} and
 * {@code atLeast(field, 'level')}. Most rules have nothing to say about most records, and that needs no interpreter. In CEL a
 * conjunction with a false part is false whatever its other parts are, errors included, so that this only ever answers sooner.
 */
final class Guard {

    private static final Set<String> ROOTS = Set.of("event", "tags");
    private static final String LISTS = "lists";

    private final List<Part> parts = new ArrayList<>();

    /** Whether a value makes a part false, for certain. */
    private interface Refutation {
        /** @param value null where the field is absent */
        boolean holds(Object value, RecordFacts facts);
    }

    /** @param path names from the root to the field */
    private record Part(String root, List<String> path, Refutation refutation) {

        boolean refuted(RecordFacts facts) {
            Object value = facts.find(root).orElse(null);
            for (String name : path) {
                if (!(value instanceof Map<?, ?> group)) {
                    return false;
                }
                value = group.get(name);
            }
            return refutation.holds(value, facts);
        }
    }

    private Guard() {}

    static Guard of(CelAbstractSyntaxTree condition) {
        Guard guard = new Guard();
        guard.add(condition.getExpr());
        return guard;
    }

    /** Whether the condition is false, for certain; else it must be evaluated. */
    boolean refutes(RecordFacts facts) {
        for (Part part : parts) {
            if (part.refuted(facts)) {
                return true;
            }
        }
        return false;
    }

    private void add(CelExpr node) {
        if (node.getKind() == Kind.SELECT && node.select().testOnly()) {
            part(node, (value, facts) -> value == null);
        } else if (node.getKind() == Kind.CALL) {
            add(node.call().function(), node.call().args());
        }
    }

    private void add(String function, List<CelExpr> args) {
        if (function.equals(Operator.LOGICAL_AND.getFunction())) {
            args.forEach(this::add);
        } else if (function.equals(Operator.EQUALS.getFunction())) {
            equality(args.get(0), args.get(1));
            equality(args.get(1), args.get(0));
        } else if (function.equals(Operator.IN.getFunction())) {
            membership(args, false);
        } else if (function.equals(Operator.LOGICAL_NOT.getFunction())
                && args.get(0).getKind() == Kind.CALL
                && args.get(0).call().function().equals(Operator.IN.getFunction())) {
            membership(args.get(0).call().args(), true);
        } else if (function.equals(Functions.AT_LEAST) && Constants.text(args.get(1)) != null) {
            String bound = Constants.text(args.get(1));
            field(args.get(0), (value, facts) -> value instanceof String level && !Functions.atLeast(level, bound));
        }
    }

    private void equality(CelExpr field, CelExpr constant) {
        String text = Constants.text(constant);
        if (text != null) {
            field(field, (value, facts) -> value instanceof String other && !other.equals(text));
        }
    }

    /** @param member what a member does: true if it refutes, false if what is no member does */
    private void membership(List<CelExpr> args, boolean member) {
        CelExpr list = args.get(1);
        if (list.getKind() == Kind.SELECT
                && list.select().operand().getKind() == Kind.IDENT
                && list.select().operand().ident().name().equals(LISTS)) {
            String name = list.select().field();
            field(
                    args.get(0),
                    (value, facts) -> value instanceof String
                            && facts.find(LISTS).orElse(null) instanceof Map<?, ?> lists
                            && lists.get(name) instanceof ListedValues values
                            && values.contains(value) == member);
        }
    }

    private void field(CelExpr node, Refutation refutation) {
        if (node.getKind() == Kind.SELECT && !node.select().testOnly()) {
            part(node, refutation);
        }
    }

    /** Notes a part on a field of one of the roots; anything else is left to the interpreter. */
    private void part(CelExpr field, Refutation refutation) {
        List<String> path = new ArrayList<>(List.of(field.select().field()));
        CelExpr at = field.select().operand();
        while (at.getKind() == Kind.SELECT && !at.select().testOnly()) {
            path.add(0, at.select().field());
            at = at.select().operand();
        }
        if (at.getKind() == Kind.IDENT && ROOTS.contains(at.ident().name())) {
            parts.add(new Part(at.ident().name(), List.copyOf(path), refutation));
        }
    }
}
