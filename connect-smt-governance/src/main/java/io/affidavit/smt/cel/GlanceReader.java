/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.types.CelKind;
import io.affidavit.core.policy.PolicyCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Reads off a condition what a look can tell: {@code &&}, {@code ||}, {@code !}, presence of fields, texts that are equal or
 * listed, whole numbers that compare, {@code atLeast}, {@code afterHours} and {@code isHoliday}. Most rules have nothing to say
 * about most records, and that needs no interpreter. Values of types that CEL would convert or refuse are left to it.
 */
final class GlanceReader {

    private static final String LISTS = "lists";
    private static final Map<String, Operator> OPERATORS = Arrays.stream(Operator.values())
            .collect(Collectors.toUnmodifiableMap(Operator::getFunction, operator -> operator, (one, other) -> one));

    private final CelAbstractSyntaxTree condition;
    private final PolicyCalendar calendar;
    private final ZoneClock here;

    private GlanceReader(CelAbstractSyntaxTree condition, PolicyCalendar calendar) {
        this.condition = condition;
        this.calendar = calendar;
        this.here = new ZoneClock(calendar.zone());
    }

    /**
     * @param condition checked, constants included
     * @param calendar whose zone and holidays the functions of time go by
     */
    static Glance read(CelAbstractSyntaxTree condition, PolicyCalendar calendar) {
        return new GlanceReader(condition, calendar).read(condition.getExpr());
    }

    private Glance read(CelExpr node) {
        if (node.getKind() == Kind.CALL) {
            return call(node.call().function(), node.call().args());
        }
        if (node.getKind() == Kind.SELECT && node.select().testOnly()) {
            return has(Operand.Field.of(node));
        }
        return telling(node, Boolean.class, flag -> flag);
    }

    private Glance call(String function, List<CelExpr> args) {
        Operator operator = OPERATORS.get(function);
        if (operator == null) {
            return named(function, args);
        }
        return switch (operator) {
            case LOGICAL_AND -> Glance.all(parts(args));
            case LOGICAL_OR -> Glance.any(parts(args));
            case LOGICAL_NOT -> Glance.not(read(args.get(0)));
            case EQUALS -> equal(args);
            case NOT_EQUALS -> Glance.not(equal(args));
            case LESS -> ordered(args, sign -> sign < 0);
            case LESS_EQUALS -> ordered(args, sign -> sign <= 0);
            case GREATER -> ordered(args, sign -> sign > 0);
            case GREATER_EQUALS -> ordered(args, sign -> sign >= 0);
            case IN -> membership(args.get(0), args.get(1));
            default -> Glance.NONE;
        };
    }

    private List<Glance.Part> parts(List<CelExpr> operands) {
        return operands.stream()
                .map(operand -> new Glance.Part(
                        read(operand),
                        condition
                                .getType(operand.id())
                                .filter(type -> type.kind() == CelKind.BOOL)
                                .isPresent()))
                .toList();
    }

    private Glance named(String function, List<CelExpr> args) {
        return switch (function) {
            case Functions.AT_LEAST -> atLeast(args.get(0), Constants.text(args.get(1)));
            case Functions.AFTER_HOURS -> afterHours(args);
            case Functions.HOLIDAY -> holiday(args.get(0), Constants.text(args.get(1)));
            default -> Glance.NONE;
        };
    }

    private static Glance atLeast(CelExpr level, String bound) {
        return bound == null ? Glance.NONE : telling(level, String.class, text -> Functions.atLeast(text, bound));
    }

    private Glance afterHours(List<CelExpr> args) {
        Operand from = Operand.of(args.get(1));
        Operand to = Operand.of(args.get(2));
        String there = args.size() == 4 ? Constants.text(args.get(3)) : null;
        if (from == null || to == null || (args.size() == 4 && there == null)) {
            return Glance.NONE;
        }
        ZoneClock clock = there == null ? here : new ZoneClock(ZoneId.of(there));
        Operand time = Operand.of(args.get(0));
        return time == null
                ? Glance.NONE
                : facts -> time.in(facts) instanceof Instant instant
                                && from.in(facts) instanceof Long first
                                && to.in(facts) instanceof Long end
                        ? Truth.of(Functions.afterHours(instant, first, end, clock))
                        : Truth.UNDECIDED;
    }

    private Glance holiday(CelExpr time, String name) {
        Set<LocalDate> days = name == null ? null : calendar.holidays().get(name);
        return days == null
                ? Glance.NONE
                : telling(time, Instant.class, instant -> Functions.holiday(instant, days, here));
    }

    private static Glance has(Operand.Field field) {
        return field == null
                ? Glance.NONE
                : facts -> {
                    Object value = field.in(facts);
                    return value == Operand.NOWHERE ? Truth.UNDECIDED : Truth.of(value != null);
                };
    }

    private static Glance equal(List<CelExpr> args) {
        return both(
                args,
                (one, other) -> one.getClass() == other.getClass()
                                && (one instanceof String || one instanceof Long || one instanceof Boolean)
                        ? Truth.of(one.equals(other))
                        : Truth.UNDECIDED);
    }

    private static Glance ordered(List<CelExpr> args, IntPredicate sign) {
        return both(
                args,
                (one, other) -> one instanceof Long number && other instanceof Long bound
                        ? Truth.of(sign.test(number.compareTo(bound)))
                        : Truth.UNDECIDED);
    }

    private static Glance membership(CelExpr member, CelExpr list) {
        if (list.getKind() == Kind.LIST) {
            Set<String> texts = new HashSet<>();
            for (CelExpr element : list.list().elements()) {
                if (Constants.text(element) == null) {
                    return Glance.NONE;
                }
                texts.add(Constants.text(element));
            }
            return telling(member, String.class, texts::contains);
        }
        boolean listed = list.getKind() == Kind.SELECT
                && !list.select().testOnly()
                && list.select().operand().getKind() == Kind.IDENT
                && list.select().operand().ident().name().equals(LISTS);
        Operand operand = Operand.of(member);
        if (!listed || operand == null) {
            return Glance.NONE;
        }
        String name = list.select().field();
        return facts -> operand.in(facts) instanceof String text
                        && facts.find(LISTS).orElse(null) instanceof Map<?, ?> lists
                        && lists.get(name) instanceof ListedValues values
                ? Truth.of(values.contains(text))
                : Truth.UNDECIDED;
    }

    /** What a value of a type tells. */
    private static <T> Glance telling(CelExpr node, Class<T> type, Predicate<T> test) {
        Operand operand = Operand.of(node);
        return operand == null
                ? Glance.NONE
                : facts -> {
                    Object value = operand.in(facts);
                    return type.isInstance(value) ? Truth.of(test.test(type.cast(value))) : Truth.UNDECIDED;
                };
    }

    /** @param told what two values tell that are there */
    private static Glance both(List<CelExpr> args, BiFunction<Object, Object, Truth> told) {
        Operand left = Operand.of(args.get(0));
        Operand right = Operand.of(args.get(1));
        return left == null || right == null
                ? Glance.NONE
                : facts -> {
                    Object one = left.in(facts);
                    Object other = right.in(facts);
                    return one == null || other == null ? Truth.UNDECIDED : told.apply(one, other);
                };
    }
}
