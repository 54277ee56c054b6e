/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.spi;

/** Positions that are times, written as {@link MicroTime} writes them. */
public final class UtcMicros implements PositionText {

    public static final UtcMicros TEXT = new UtcMicros();

    private UtcMicros() {}

    @Override
    public String format(long position) {
        return MicroTime.iso(position);
    }

    @Override
    public long parse(String text) {
        return MicroTime.parseIso(text);
    }

    @Override
    public String expectation() {
        return "a time like 2026-01-02T03:04:05.123456Z";
    }
}
