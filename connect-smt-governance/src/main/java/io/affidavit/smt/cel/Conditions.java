/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.affidavit.core.policy.PolicyDocument;

/**
 * Compiles conditions. Expressions know {@code event}, {@code headers}, {@code tags}, {@code topic}, {@code timestamp},
 * {@code lists} and {@code params}, the functions and macros of CEL with its string extension, and ours
 * ({@code afterHours}, {@code isHoliday}, {@code atLeast}, {@code json}). Regular expressions are RE2 and comprehensions are
 * bounded, so that no record can make a condition run away.
 */
public final class Conditions {

    private static final int LONGEST = 10_000;
    private static final int MOST_ITERATIONS = 10_000;

    // numbers of other types compare: a JSON integer is an int, the same number in a Struct may be a double
    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .comprehensionMaxIterations(MOST_ITERATIONS)
            .maxExpressionCodePointSize(LONGEST)
            .build();

    private static final CelType BY_NAME = MapType.create(SimpleType.STRING, SimpleType.DYN);

    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addLibraries(CelExtensions.strings())
            .addVar("event", BY_NAME)
            .addVar("headers", MapType.create(SimpleType.STRING, SimpleType.STRING))
            .addVar("tags", BY_NAME)
            .addVar("topic", SimpleType.STRING)
            .addVar("timestamp", SimpleType.TIMESTAMP)
            .addVar("lists", MapType.create(SimpleType.STRING, ListType.create(SimpleType.DYN)))
            .addVar("params", BY_NAME)
            .addFunctionDeclarations(Functions.DECLARATIONS)
            .build();

    private final PolicyDocument document;
    private final CelRuntime runtime;

    /** @param document whose calendar, lists and parameters conditions go by */
    public Conditions(PolicyDocument document) {
        this.document = document;
        // measured: six times as fast as the planner
        this.runtime = CelRuntimeFactory.legacyCelRuntimeBuilder()
                .setOptions(OPTIONS)
                .addLibraries(CelExtensions.strings())
                .addFunctionBindings(Functions.bindings(document.calendar()))
                .build();
    }

    /**
     * @throws ConditionException if the expression has a fault of syntax or type, names something unknown, or gives something
     *     other than true or false
     */
    public CompiledCondition compile(String cel) {
        CelAbstractSyntaxTree tree = checked(cel);
        try {
            return new CompiledCondition(runtime.createProgram(tree), GlanceReader.read(tree, document.calendar()));
        } catch (CelEvaluationException e) {
            throw new ConditionException(1, "it cannot be evaluated");
        }
    }

    /** What a look tells about a condition. */
    Glance glance(String cel) {
        return GlanceReader.read(checked(cel), document.calendar());
    }

    private CelAbstractSyntaxTree checked(String cel) {
        try {
            CelAbstractSyntaxTree tree = COMPILER.compile(cel).getAst();
            CelKind kind = tree.getResultType().kind();
            if (kind != CelKind.BOOL && kind != CelKind.DYN) {
                throw new ConditionException(
                        1, "it gives " + tree.getResultType().name() + ", not true or false");
            }
            Constants.check(tree, document);
            return tree;
        } catch (CelValidationException e) {
            throw faulty(e);
        }
    }

    private static ConditionException faulty(CelValidationException e) {
        return e.getErrors().stream()
                .findFirst()
                .map(issue -> ConditionException.at(issue.getSourceLocation(), issue.getMessage()))
                .orElseGet(() -> new ConditionException(1, "it does not compile"));
    }
}
