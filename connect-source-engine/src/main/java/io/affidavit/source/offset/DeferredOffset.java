/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.offset;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/** An offset that is written out when it is first looked at: of the thousands it is handed, Connect stores a few. */
public final class DeferredOffset extends AbstractMap<String, Object> {

    private final Supplier<Map<String, Object>> source;
    private volatile Map<String, Object> map;

    /** @param source gives the same each time */
    public DeferredOffset(Supplier<Map<String, Object>> source) {
        this.source = Objects.requireNonNull(source, "source");
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        Map<String, Object> written = map;
        if (written == null) {
            written = source.get();
            map = written;
        }
        return written.entrySet();
    }
}
