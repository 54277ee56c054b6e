/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.hold.predicate;

import io.affidavit.archive.table.ArchiveColumns;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.expressions.Evaluator;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expression.Operation;
import org.apache.iceberg.expressions.ExpressionVisitors;
import org.apache.iceberg.expressions.ExpressionVisitors.ExpressionVisitor;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.expressions.InclusiveMetricsEvaluator;
import org.apache.iceberg.expressions.Projections;
import org.apache.iceberg.expressions.UnboundPredicate;
import org.apache.iceberg.types.Types.NestedField;

/**
 * Says whether a file may hold rows of a predicate, by its partition and its statistics. Statistics say nothing about masks, so
 * that a comparison with text that may be masked rules no file out. Safe for concurrent use.
 */
final class FileFilter {

    private final Expression widened;
    private final InclusiveMetricsEvaluator statistics;
    private final Map<PartitionSpec, Evaluator> partitions = new ConcurrentHashMap<>();

    FileFilter(HoldPredicate predicate, Schema schema) {
        this.widened = ExpressionVisitors.visit(predicate.withoutNot(), new Widening(schema));
        this.statistics = new InclusiveMetricsEvaluator(schema, widened);
    }

    boolean mayMatch(DataFile file, PartitionSpec spec) {
        return partitions.computeIfAbsent(spec, this::partitionsOf).eval(file.partition()) && statistics.eval(file);
    }

    private Evaluator partitionsOf(PartitionSpec spec) {
        return new Evaluator(spec.partitionType(), Projections.inclusive(spec).project(widened));
    }

    /** Has every comparison be true of what it is unknown of. */
    private static final class Widening extends ExpressionVisitor<Expression> {

        private final Schema schema;

        Widening(Schema schema) {
            this.schema = schema;
        }

        @Override
        public Expression and(Expression left, Expression right) {
            return Expressions.and(left, right);
        }

        @Override
        public Expression or(Expression left, Expression right) {
            return Expressions.or(left, right);
        }

        @Override
        public <T> Expression predicate(UnboundPredicate<T> test) {
            String name = test.ref().name();
            NestedField column = schema.findField(name);
            if (column == null || schema.accessorForField(column.fieldId()) == null) {
                return Expressions.alwaysTrue();
            }
            if (test.op() == Operation.IS_NULL) {
                return test;
            }
            if (Unknowns.mayBeMasked(name, column)) {
                return Expressions.alwaysTrue();
            }
            Expression orNull = Expressions.or(test, Expressions.isNull(name));
            return Unknowns.mayBeCorrected(name, schema)
                    ? Expressions.or(orNull, Expressions.notNull(ArchiveColumns.ANOMALY))
                    : orNull;
        }
    }
}
