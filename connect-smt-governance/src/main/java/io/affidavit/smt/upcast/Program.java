/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.upcast;

import java.util.List;
import org.apache.kafka.connect.data.Schema;

/** Operations in their order, with the paths they name. Safe for many threads. */
final class Program {

    private final PathIndex paths;
    private final Operation[] operations;

    Program(PathIndex paths, List<Operation> operations) {
        this.paths = paths;
        this.operations = operations.toArray(Operation[]::new);
    }

    /** The rewritten value; Structs that changed are {@link Fields}. The original itself if nothing changed. */
    Object rewrite(Object value) {
        Draft draft = new Draft(paths, value);
        for (Operation operation : operations) {
            operation.rewrite(draft);
        }
        return draft.result();
    }

    Schema rewrite(Schema schema) {
        return rewrite(schema, null);
    }

    /** @param version of the resulting schema; null keeps it */
    Schema rewrite(Schema schema, Integer version) {
        Shape shape = new Shape(paths, schema);
        for (Operation operation : operations) {
            operation.rewrite(shape);
        }
        return shape.result(version);
    }
}
