/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.reveal;

/** Where audit records go. Calls come one at a time. */
public interface AuditLog extends AutoCloseable {

    /**
     * Returns once the record is safe.
     *
     * @throws AuditException if that is not certain
     */
    void write(String batch, String json);

    @Override
    void close();
}
