/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.row;

/**
 * What values of one row are in other forms: a mapping asks for the same few times again and again, and the text of a number is
 * both hashed and mapped. Holds no more than a few. For one thread.
 */
final class KnownForms {

    private Object time;
    private Long nanos;
    private Object timeBefore;
    private Long nanosBefore;
    private Object number;
    private String text;

    /** As {@link Times#nanos}. */
    // the same value, that is what is asked for again
    @SuppressWarnings("ReferenceEquality")
    Long nanos(Object value) {
        if (value == null) {
            return null;
        }
        if (value == time) {
            return nanos;
        }
        if (value == timeBefore) {
            return nanosBefore;
        }
        timeBefore = time;
        nanosBefore = nanos;
        time = value;
        nanos = Times.nanos(value);
        return nanos;
    }

    /** As {@link Values#text}. */
    // as above
    @SuppressWarnings("ReferenceEquality")
    String text(Object value) {
        if (!(value instanceof Double real)) {
            return Values.text(value);
        }
        if (value != number) {
            text = Values.text(real);
            number = value;
        }
        return text;
    }
}
