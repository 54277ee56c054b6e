/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.hold.predicate;

import io.affidavit.archive.hold.predicate.PredicateToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;

/**
 * Reads the textual form of a predicate into Iceberg's. Keywords take any case.
 *
 * <pre>
 * predicate = all { "or" all }
 * all       = one { "and" one }
 * one       = "not" one | "(" predicate ")" | column test
 * test      = ("=" | "&lt;&gt;" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;=") value
 *           | [ "not" ] "in" "(" value { "," value } ")"
 *           | [ "not" ] "between" value "and" value
 *           | [ "not" ] "starts" "with" text
 *           | "is" [ "not" ] "null"
 * column    = name { "." name }        name may stand in double quotes
 * value     = 'text' | number | "true" | "false"
 * </pre>
 */
final class PredicateParser {

    private static final Set<String> KEYWORDS =
            Set.of("and", "or", "not", "in", "between", "is", "null", "starts", "with", "true", "false");
    // Deeper nesting is a mistake, and would end in a stack overflow.
    private static final int DEEPEST = 100;

    private final List<PredicateToken> tokens;
    private int position;
    private int depth;

    private PredicateParser(List<PredicateToken> tokens) {
        this.tokens = tokens;
    }

    /** @throws InvalidPredicateException when the text is none */
    static Expression parse(String text) {
        PredicateParser parser = new PredicateParser(PredicateToken.of(text));
        Expression predicate = parser.any();
        if (parser.next().kind() != Kind.END) {
            throw parser.expected("and, or, or the end");
        }
        return predicate;
    }

    private Expression any() {
        Expression predicate = all();
        while (take("or")) {
            predicate = Expressions.or(predicate, all());
        }
        return predicate;
    }

    private Expression all() {
        Expression predicate = one();
        while (take("and")) {
            predicate = Expressions.and(predicate, one());
        }
        return predicate;
    }

    private Expression one() {
        if (++depth > DEEPEST) {
            throw new InvalidPredicateException("it is nested deeper than " + DEEPEST + ".");
        }
        try {
            if (take("not")) {
                return Expressions.not(one());
            }
            if (takeSign("(")) {
                Expression predicate = any();
                require(takeSign(")"), "a closing parenthesis");
                return predicate;
            }
            return test(column());
        } finally {
            depth--;
        }
    }

    private Expression test(String column) {
        if (take("is")) {
            boolean negated = take("not");
            require(take("null"), "null");
            return negated ? Expressions.notNull(column) : Expressions.isNull(column);
        }
        boolean negated = take("not");
        if (take("in")) {
            Object[] values = values();
            return negated ? Expressions.notIn(column, values) : Expressions.in(column, values);
        }
        if (take("between")) {
            Object from = value();
            require(take("and"), "and");
            Expression within = Expressions.and(
                    Expressions.greaterThanOrEqual(column, from), Expressions.lessThanOrEqual(column, value()));
            return negated ? Expressions.not(within) : within;
        }
        if (take("starts")) {
            require(take("with"), "with");
            require(next().kind() == Kind.TEXT, "a text in single quotes");
            String start = tokens.get(position++).text();
            return negated ? Expressions.notStartsWith(column, start) : Expressions.startsWith(column, start);
        }
        if (negated) {
            throw expected("in, between or starts with");
        }
        return comparison(column);
    }

    private Expression comparison(String column) {
        PredicateToken sign = next();
        require(sign.kind() == Kind.SIGN, "a comparison such as = or in");
        position++;
        return switch (sign.text()) {
            case "=" -> Expressions.equal(column, value());
            case "<>", "!=" -> Expressions.notEqual(column, value());
            case "<" -> Expressions.lessThan(column, value());
            case "<=" -> Expressions.lessThanOrEqual(column, value());
            case ">" -> Expressions.greaterThan(column, value());
            case ">=" -> Expressions.greaterThanOrEqual(column, value());
            default -> {
                position--;
                throw expected("a comparison such as = or in");
            }
        };
    }

    private String column() {
        StringBuilder path = new StringBuilder(name());
        while (takeSign(".")) {
            path.append('.').append(name());
        }
        return path.toString();
    }

    private String name() {
        PredicateToken token = next();
        boolean isName = token.kind() == Kind.QUOTED_NAME
                || (token.kind() == Kind.NAME && KEYWORDS.stream().noneMatch(token::isWord));
        require(isName, "the name of a column");
        position++;
        return token.text();
    }

    private Object[] values() {
        require(takeSign("("), "an opening parenthesis");
        List<Object> values = new ArrayList<>();
        do {
            values.add(value());
        } while (takeSign(","));
        require(takeSign(")"), "a comma or a closing parenthesis");
        return values.toArray();
    }

    private Object value() {
        PredicateToken token = next();
        if (token.kind() == Kind.TEXT) {
            position++;
            return token.text();
        }
        if (token.kind() == Kind.NUMBER) {
            position++;
            return number(token);
        }
        if (token.isWord("true") || token.isWord("false")) {
            position++;
            return token.isWord("true");
        }
        throw expected("a value: a text in single quotes, a number, true or false");
    }

    @SuppressWarnings("UnusedException") // said in full by the message
    private static Object number(PredicateToken token) {
        try {
            return token.text().contains(".") ? (Object) Double.valueOf(token.text()) : Long.valueOf(token.text());
        } catch (NumberFormatException e) {
            throw new InvalidPredicateException("the number at character " + token.at() + " is too large.");
        }
    }

    private PredicateToken next() {
        return tokens.get(position);
    }

    private boolean take(String keyword) {
        boolean taken = next().isWord(keyword);
        position += taken ? 1 : 0;
        return taken;
    }

    private boolean takeSign(String sign) {
        boolean taken = next().isSign(sign);
        position += taken ? 1 : 0;
        return taken;
    }

    private void require(boolean condition, String what) {
        if (!condition) {
            throw expected(what);
        }
    }

    private InvalidPredicateException expected(String what) {
        PredicateToken found = next();
        return new InvalidPredicateException(
                (found.kind() == Kind.END ? "it ends" : "at character " + found.at()) + " where " + what + " is due.");
    }
}
