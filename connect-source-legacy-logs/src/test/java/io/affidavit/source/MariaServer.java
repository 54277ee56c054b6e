/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import io.affidavit.stack.MariaDbProcess;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A real MariaDB of this machine's packages, one server per test run, and a fresh database for every parameter of type
 * {@link InnoDbDatabase}. Without the package {@code mariadb-server} its tests are left out.
 */
public final class MariaServer implements ParameterResolver, ExecutionCondition {

    private static final ExtensionContext.Namespace SPACE = ExtensionContext.Namespace.create(MariaServer.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return MariaDbProcess.program().isPresent()
                ? ConditionEvaluationResult.enabled("MariaDB is installed")
                : ConditionEvaluationResult.disabled("MariaDB is not installed: apt-get install mariadb-server");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == InnoDbDatabase.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(SPACE)
                .computeIfAbsent("server", key -> InnoDbServer.start(MariaDbProcess::new), InnoDbServer.class)
                .fresh();
    }
}
