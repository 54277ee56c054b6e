/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.unit;

import io.affidavit.source.spi.StoreException;
import java.io.IOException;

/** A unit cannot be read. An {@link IOException}, so that it passes through decoders; its message holds no content. */
public final class UnitException extends IOException {

    /** What became of the unit. */
    public enum Kind {
        /** It is no longer there. */
        GONE,
        /** It has another content now. */
        CHANGED,
        /** Its content is not of its format. */
        DAMAGED,
        /** The store did not give it. */
        UNAVAILABLE
    }

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final transient StoreException failure;

    private UnitException(Kind kind, String message, StoreException failure) {
        super(message);
        this.kind = kind;
        this.failure = failure;
    }

    public static UnitException gone() {
        return new UnitException(Kind.GONE, "it is gone", null);
    }

    public static UnitException changed() {
        return new UnitException(Kind.CHANGED, "it was overwritten", null);
    }

    /** @param why ends the sentence that begins with the unit's name; holds no content */
    public static UnitException damaged(String why) {
        return new UnitException(Kind.DAMAGED, why, null);
    }

    public static UnitException unavailable(StoreException failure) {
        return new UnitException(Kind.UNAVAILABLE, failure.getMessage(), failure);
    }

    /** What is behind a failure of a decoder: the store's fault where there is one, else the unit's. */
    public static UnitException of(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnitException unit) {
                return unit;
            }
        }
        return damaged(
                "it is cut off, or not of its format (" + failure.getClass().getSimpleName() + ")");
    }

    public Kind kind() {
        return kind;
    }

    /** The store's fault; for {@link Kind#UNAVAILABLE} only. */
    StoreException failure() {
        return failure;
    }
}
