/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.search;

import io.affidavit.source.document.DocumentHash;
import io.affidavit.source.http.HttpCalls;
import io.affidavit.source.http.HttpEndpoint;
import io.affidavit.source.spi.LogSource;
import io.affidavit.source.spi.LogSplit;
import io.affidavit.source.spi.PageRequest;
import io.affidavit.source.spi.PositionText;
import io.affidavit.source.spi.RowPage;
import io.affidavit.source.spi.SourceMeters;
import io.affidavit.source.spi.StoreException;
import io.affidavit.source.spi.UtcMicros;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Indices of OpenSearch or Elasticsearch as a log source. Pages are read from a point in time, opened anew where a split
 * begins and whenever the safe bound was asked for since, so that it holds every document below that bound.
 */
public final class OpenSearchLogSource implements LogSource {

    private static final Logger LOG = LoggerFactory.getLogger(OpenSearchLogSource.class);
    private static final long MICROS_PER_SECOND = 1_000_000;

    private final HttpCalls calls;
    private final SearchApi api;
    private final SearchSettings settings;
    private final SourceMeters meters;
    private final Dialect dialect;
    private final IndexInspector inspector;
    private final long identity;
    private final DocumentHash hash;
    private TimeField time;
    private PageReader reader;
    private boolean stale;
    private long average;

    private OpenSearchLogSource(
            HttpCalls calls,
            SearchApi api,
            SearchSettings settings,
            SourceMeters meters,
            Dialect dialect,
            IndexShape shape) {
        this.calls = calls;
        this.api = api;
        this.settings = settings;
        this.meters = meters;
        this.dialect = dialect;
        this.inspector = new IndexInspector(api, settings);
        this.identity = shape.identity();
        this.time = shape.empty() ? null : shape.time();
        this.hash = new DocumentHash(settings.hash(), settings.hashed());
    }

    /** Connects and holds the settings against the indices as they are. */
    public static OpenSearchLogSource open(HttpEndpoint endpoint, SearchSettings settings, SourceMeters meters)
            throws StoreException {
        Objects.requireNonNull(meters, "meters");
        HttpCalls calls = new HttpCalls(endpoint);
        SearchApi api = new SearchApi(calls, settings.index());
        Dialect dialect = api.dialect();
        IndexShape shape = new IndexInspector(api, settings).inspect();
        return new OpenSearchLogSource(calls, api, settings, meters, dialect, shape);
    }

    @Override
    public long tableId() {
        return identity;
    }

    @Override
    public String hashColumns() {
        return settings.hashed().id();
    }

    @Override
    public PositionText positions() {
        return UtcMicros.TEXT;
    }

    @Override
    public boolean isTimed() {
        return true;
    }

    @Override
    public boolean isKey(String key) {
        return DocumentKey.parse(key, time != null && time.nanoseconds()).isPresent();
    }

    /** The cluster's clock, less the lag and twice the longest time until an indexed document is visible. */
    @Override
    public long safeBound() throws StoreException {
        stale = true;
        long now = api.clock() * MICROS_PER_SECOND;
        return now - 2 * inspect().refreshMicros() - TimeField.micros(settings.lag());
    }

    @Override
    public OptionalLong firstPosition(long from, long before) throws StoreException {
        if (time == null && inspect().empty()) {
            return OptionalLong.empty();
        }
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("size", 1);
        request.put("track_total_hits", false);
        request.put("_source", false);
        request.put("sort", time.sort());
        request.put("query", Map.of("bool", Map.of("filter", List.of(time.range(from, before)))));
        List<Hit> first = api.search(request, body -> new HitReader(time.nanoseconds(), 1, Long.MAX_VALUE).read(body))
                .hits();
        // a document of several times is found by any of them and read by the least
        return first.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(Math.max(from, first.get(0).cursor()));
    }

    @Override
    public boolean probe(long near) throws StoreException {
        firstPosition(near, Long.MAX_VALUE);
        return true;
    }

    @Override
    public OptionalLong remaining(LogSplit split, long most) throws StoreException {
        if (time == null) {
            return OptionalLong.empty();
        }
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("size", 0);
        request.put("track_total_hits", most);
        request.put("query", Map.of("bool", Map.of("filter", List.of(time.range(split.from(), split.before())))));
        return OptionalLong.of(api.search(
                        request, body -> new HitReader(time.nanoseconds(), 0, Long.MAX_VALUE).read(body))
                .total());
    }

    @Override
    public RowPage read(PageRequest request) throws StoreException {
        if (request.split().isEmpty()) {
            return RowPage.END;
        }
        long begun = System.nanoTime();
        if (request.after() == null || stale) {
            drop();
        }
        RowPage page;
        try {
            page = readPoint(request);
        } catch (LostContext e) {
            LOG.info("The store dropped the point in time of {}; opening another.", settings.index());
            reader = null;
            page = readAgain(request);
        }
        meters.page((System.nanoTime() - begun) / 1_000_000);
        return page;
    }

    private RowPage readAgain(PageRequest request) throws StoreException {
        try {
            return readPoint(request);
        } catch (LostContext e) {
            reader = null;
            throw StoreException.retriable("Cannot read " + settings.index()
                    + ": the store dropped its point in time at once. See whether source.pit.keep.alive is too short, "
                    + "or nodes restart.");
        }
    }

    private RowPage readPoint(PageRequest request) throws StoreException {
        try {
            if (reader == null) {
                if (inspect().empty()) {
                    return RowPage.END;
                }
                PointInTime point = api.open(dialect, settings.keepAlive());
                reader = new PageReader(new PointReader(api, point, time), average);
                stale = false;
            }
            RowPage page = reader.fill(new PageBuffer(request, time.nanoseconds(), hash), request.split());
            average = reader.average();
            return page;
        } catch (StoreException e) {
            drop();
            throw e;
        }
    }

    /** The indices as they are, if they are still those that reading began with. */
    private IndexShape inspect() throws StoreException {
        IndexShape shape = inspector.inspect();
        boolean retyped = !shape.empty()
                && time != null
                && time.nanoseconds() != shape.time().nanoseconds();
        if (shape.identity() != identity || retyped) {
            throw StoreException.fatal(
                    "Cannot go on reading " + settings.index()
                            + ": it was replaced by another index of its name, or its time field changed its type. Restart the connector to be told how to go on.");
        }
        time = shape.empty() ? time : shape.time();
        return shape;
    }

    private void drop() {
        if (reader != null) {
            api.close(dialect, reader.point());
            reader = null;
        }
    }

    @Override
    public void cancel() {
        calls.cancel();
    }

    @Override
    public void close() {
        drop();
        calls.cancel();
    }
}
