/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import io.affidavit.smt.reveal.AuditException;
import io.affidavit.smt.reveal.AuditLog;
import java.util.ArrayList;
import java.util.List;

/** An audit log in memory, which can be told to fail. */
final class KeptAudits implements AuditLog {

    final List<String> records = new ArrayList<>();
    boolean broken;
    boolean closed;

    @Override
    public void write(String batch, String json) {
        if (broken) {
            throw new AuditException("Cannot write audit record: the test says so.");
        }
        records.add(json);
    }

    @Override
    public void close() {
        closed = true;
    }
}
