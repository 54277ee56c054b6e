/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.upcast;

import io.affidavit.smt.version.SchemaVersion;

/** States the new version where the record stated the old one; a number stays one where the version is a whole number. */
record Restate(int path, SchemaVersion version) implements Operation {

    @Override
    public void rewrite(Draft draft) {
        Object held = draft.value(path);
        if (held != null) {
            draft.put(path, held instanceof Number number && version.whole() ? likewise(number) : version.toString());
        }
    }

    private Object likewise(Number held) {
        if (held instanceof Integer) {
            return version.major();
        }
        return held instanceof Double ? (Object) (double) version.major() : (Object) (long) version.major();
    }

    /** The field keeps its type. */
    @Override
    public void rewrite(Shape shape) {}
}
