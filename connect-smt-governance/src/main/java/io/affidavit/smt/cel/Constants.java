/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.cel;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelSelect;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import io.affidavit.core.policy.PolicyDocument;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/**
 * Refuses constants that could only ever make a condition undecided, and so every record refused: lists, parameters and
 * calendars the document does not have, time zones, patterns and sensitivity levels that do not exist.
 */
final class Constants {

    private static final Set<String> PARTS_OF_TIME = Set.of(
            "getDate",
            "getDayOfMonth",
            "getDayOfWeek",
            "getDayOfYear",
            "getFullYear",
            "getHours",
            "getMilliseconds",
            "getMinutes",
            "getMonth",
            "getSeconds");

    private final CelAbstractSyntaxTree tree;
    private final PolicyDocument document;

    private Constants(CelAbstractSyntaxTree tree, PolicyDocument document) {
        this.tree = tree;
        this.document = document;
    }

    /** @throws ConditionException with the place of the constant */
    static void check(CelAbstractSyntaxTree tree, PolicyDocument document) {
        Constants constants = new Constants(tree, document);
        CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .map(CelNavigableExpr::expr)
                .forEach(constants::check);
    }

    private void check(CelExpr node) {
        if (node.getKind() == Kind.SELECT) {
            select(node, node.select());
        } else if (node.getKind() == Kind.CALL) {
            call(node, node.call());
        }
    }

    private void select(CelExpr node, CelSelect select) {
        if (select.operand().getKind() == Kind.IDENT && !select.testOnly()) {
            String root = select.operand().ident().name();
            require(
                    node,
                    !root.equals("lists") || document.lists().containsKey(select.field()),
                    "the policy has no list " + select.field());
            require(
                    node,
                    !root.equals("params") || document.parameters().containsKey(select.field()),
                    "the policy has no parameter " + select.field());
        }
    }

    private void call(CelExpr node, CelCall call) {
        List<CelExpr> args = call.args();
        if (PARTS_OF_TIME.contains(call.function()) && !args.isEmpty()) {
            zone(args.get(0));
        } else if (call.function().equals(Functions.AFTER_HOURS) && args.size() == 4) {
            zone(args.get(3));
        } else if (call.function().equals(Functions.HOLIDAY)) {
            String name = text(args.get(1));
            require(
                    node,
                    name == null || document.calendar().holidays().containsKey(name),
                    "the policy has no calendar " + name);
        } else if (call.function().equals(Functions.AT_LEAST)) {
            String level = text(args.get(1));
            require(node, level == null || Functions.isLevel(level), "there is no sensitivity " + level);
        } else if (call.function().equals("matches")) {
            pattern(args.get(args.size() - 1));
        }
    }

    private void zone(CelExpr argument) {
        String zone = text(argument);
        if (zone == null) {
            return;
        }
        try {
            ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw fault(argument, "there is no time zone " + zone);
        }
    }

    private void pattern(CelExpr argument) {
        String pattern = text(argument);
        if (pattern == null) {
            return;
        }
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw fault(argument, "it is no pattern of RE2: " + e.getDescription());
        }
    }

    /** The constant text an argument is, or null where it is computed. */
    static String text(CelExpr argument) {
        boolean constant =
                argument.getKind() == Kind.CONSTANT && argument.constant().getKind() == CelConstant.Kind.STRING_VALUE;
        return constant ? argument.constant().stringValue() : null;
    }

    private void require(CelExpr node, boolean fine, String fault) {
        if (!fine) {
            throw fault(node, fault);
        }
    }

    private ConditionException fault(CelExpr node, String fault) {
        Integer offset = tree.getSource().getPositionsMap().get(node.id());
        return offset == null
                ? new ConditionException(1, fault)
                : tree.getSource()
                        .getOffsetLocation(offset)
                        .map((CelSourceLocation at) -> ConditionException.at(at, fault))
                        .orElseGet(() -> new ConditionException(1, fault));
    }
}
