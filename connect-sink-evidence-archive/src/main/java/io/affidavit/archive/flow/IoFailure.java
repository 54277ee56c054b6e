/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import io.affidavit.archive.commit.TableLostException;
import io.affidavit.archive.content.LostContentException;
import io.affidavit.archive.convert.Rejection;
import io.affidavit.archive.deadletter.DeadLetterException;
import io.affidavit.archive.table.UnusableTableException;
import java.util.function.Supplier;

/**
 * The store failed while a file was written or closed, or the dead-letter topic did not take what it was sent. Carries the
 * class of what was thrown and where, not its message: a writer's message may quote a row.
 */
final class IoFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private IoFailure(RuntimeException thrown) {
        super(
                thrown instanceof DeadLetterException
                        ? thrown.getMessage()
                        : thrown.getClass().getName());
        setStackTrace(thrown.getStackTrace());
    }

    /**
     * Does {@code work}.
     *
     * @throws TableLostException as it is, like {@link UnusableTableException}, {@link LostContentException} and
     *     {@link Rejection}: reading again would not help
     */
    static <T> T guard(Supplier<T> work) {
        try {
            return work.get();
        } catch (TableLostException | UnusableTableException | LostContentException | Rejection | IoFailure e) {
            throw e;
        } catch (RuntimeException e) {
            throw new IoFailure(e);
        }
    }
}
