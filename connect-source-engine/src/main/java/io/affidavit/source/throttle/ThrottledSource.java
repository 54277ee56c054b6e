/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.throttle;

import io.affidavit.source.spi.LogSource;
import io.affidavit.source.spi.LogSplit;
import io.affidavit.source.spi.PageRequest;
import io.affidavit.source.spi.PositionText;
import io.affidavit.source.spi.RowPage;
import io.affidavit.source.spi.StoreException;
import java.util.OptionalLong;

/** A store whose pages are as large as its throttle allows. */
final class ThrottledSource implements LogSource {

    private final LogSource store;
    private final Throttle throttle;

    ThrottledSource(LogSource store, Throttle throttle) {
        this.store = store;
        this.throttle = throttle;
    }

    @Override
    public RowPage read(PageRequest request) throws StoreException {
        return throttle.read(store, request);
    }

    @Override
    public long tableId() {
        return store.tableId();
    }

    @Override
    public String hashColumns() {
        return store.hashColumns();
    }

    @Override
    public PositionText positions() {
        return store.positions();
    }

    @Override
    public boolean isTimed() {
        return store.isTimed();
    }

    @Override
    public boolean isKey(String key) {
        return store.isKey(key);
    }

    @Override
    public long safeBound() throws StoreException {
        return store.safeBound();
    }

    @Override
    public OptionalLong firstPosition(long from, long before) throws StoreException {
        return store.firstPosition(from, before);
    }

    @Override
    public boolean probe(long near) throws StoreException {
        return store.probe(near);
    }

    @Override
    public OptionalLong remaining(LogSplit split, long most) throws StoreException {
        return store.remaining(split, most);
    }

    @Override
    public void cancel() {
        store.cancel();
    }

    @Override
    public void close() {
        store.close();
    }
}
