/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it.support;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands the shared {@link TestStack} to tests, and the {@link WorkerPair} beside it; each starts with the first test that
 * wants it and ends with the run.
 */
public final class StackExtension implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == TestStack.class || type == WorkerPair.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Store shared = context.getRoot().getStore(Namespace.create(StackExtension.class));
        // the stack first: what starts last ends first
        TestStack stack = shared.computeIfAbsent(TestStack.class, key -> new TestStack(), TestStack.class);
        return parameter.getParameter().getType() == TestStack.class
                ? stack
                : shared.computeIfAbsent(WorkerPair.class, key -> new WorkerPair(stack), WorkerPair.class);
    }
}
