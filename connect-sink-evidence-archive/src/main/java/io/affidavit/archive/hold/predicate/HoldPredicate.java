/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.hold.predicate;

import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.ExpressionParser;
import org.apache.iceberg.expressions.Expressions;

/**
 * Which rows a hold is about, as a text over archived columns:
 * {@code tenant_id = 'acme' and model.request_model in ('a', 'b') and event_time >= '2026-01-01T00:00:00Z'}.
 *
 * <p>It is asked with three answers, of which unknown counts as yes: a column that is missing, null or masked makes every
 * comparison with it unknown.
 */
public final class HoldPredicate {

    private static final int LONGEST = 32_768;

    private final String text;
    private final Expression expression;

    private HoldPredicate(String text, Expression expression) {
        this.text = text;
        this.expression = expression;
    }

    /**
     * Reads a predicate.
     *
     * @throws InvalidPredicateException when the text is none
     */
    public static HoldPredicate parse(String text) {
        String stripped = text.strip();
        if (stripped.length() > LONGEST) {
            throw new InvalidPredicateException("it is longer than " + LONGEST + " characters.");
        }
        return new HoldPredicate(stripped, PredicateParser.parse(stripped));
    }

    /** The text it was read from. */
    public String text() {
        return text;
    }

    /** The predicate as Iceberg's expression, as it was meant: nulls and masks are not allowed for. */
    public Expression expression() {
        return expression;
    }

    /** The JSON of {@link #expression}, as Iceberg writes it. */
    public String json() {
        return ExpressionParser.toJson(expression);
    }

    /**
     * Checks that it can be asked of rows of {@code schema}.
     *
     * @throws InvalidPredicateException when a column is unknown or is compared with what it cannot hold
     */
    public void check(Schema schema) {
        PredicateCheck.check(withoutNot(), schema);
    }

    /**
     * Tests rows of {@code schema}, in Iceberg's internal values: true where the predicate is true or unknown. Safe for
     * concurrent use.
     */
    public Predicate<StructLike> ofRows(Schema schema) {
        return RowFilter.of(this, schema);
    }

    /**
     * Tests files of a table of {@code schema}, by partition and statistics: false only where no row of the file can make
     * {@link #ofRows} true. Safe for concurrent use.
     */
    public BiPredicate<DataFile, PartitionSpec> ofFiles(Schema schema) {
        return new FileFilter(this, schema)::mayMatch;
    }

    /** An equal expression whose comparisons are negated instead of their combinations. */
    Expression withoutNot() {
        return Expressions.rewriteNot(expression);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HoldPredicate that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
