/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.schema;

import java.math.BigDecimal;

/** Keywords that bound a number, and which way the reader must be at least as wide as the writer. */
enum Bounds {
    AT_LEAST,
    AT_MOST,
    MULTIPLE;

    static boolean known(String keyword) {
        return switch (keyword) {
            case "minimum",
                    "exclusiveMinimum",
                    "minLength",
                    "minItems",
                    "minProperties",
                    "maximum",
                    "exclusiveMaximum",
                    "maxLength",
                    "maxItems",
                    "maxProperties",
                    "multipleOf" -> true;
            default -> false;
        };
    }

    static Bounds of(String keyword) {
        if (keyword.equals("multipleOf")) {
            return MULTIPLE;
        }
        return keyword.startsWith("min") || keyword.equals("exclusiveMinimum") ? AT_LEAST : AT_MOST;
    }

    /** Whether every value the writer's bound allows is allowed by the reader's; no bound of the writer allows all. */
    boolean holds(Object writer, Object reader) {
        if (!(reader instanceof Number) || !(writer instanceof Number)) {
            return reader == null;
        }
        BigDecimal wanted = new BigDecimal(reader.toString());
        BigDecimal given = new BigDecimal(writer.toString());
        return switch (this) {
            case AT_LEAST -> given.compareTo(wanted) >= 0;
            case AT_MOST -> given.compareTo(wanted) <= 0;
            case MULTIPLE -> wanted.signum() != 0 && given.remainder(wanted).signum() == 0;
        };
    }
}
