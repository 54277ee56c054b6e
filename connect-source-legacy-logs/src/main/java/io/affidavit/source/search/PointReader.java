/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.search;

import io.affidavit.source.spi.StoreException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Searches one point in time. */
final class PointReader {

    /** The stores' own limit for one answer, unless an index sets another. */
    static final int MOST_HITS = 10_000;

    private final SearchApi api;
    private final PointInTime point;
    private final TimeField time;

    PointReader(SearchApi api, PointInTime point, TimeField time) {
        this.api = api;
        this.point = point;
        this.time = time;
    }

    PointInTime point() {
        return point;
    }

    /** The earliest documents of a range, at most {@code size}, and no more than {@code mostChars} asks for. */
    HitBatch earliest(long from, long before, int size, long mostChars) throws StoreException {
        Map<String, Object> request = request(size, List.of(time.range(from, before)));
        return search(request, size, mostChars);
    }

    /** The documents of one microsecond with these ids. */
    HitBatch byId(long cursor, List<String> ids, long mostChars) throws StoreException {
        Map<String, Object> request =
                request(MOST_HITS, List.of(time.range(cursor, cursor + 1), Map.of("ids", Map.of("values", ids))));
        return search(request, MOST_HITS, mostChars);
    }

    /** The keys of one microsecond: one of {@code slices} parts that together hold each once. */
    HitBatch keys(long cursor, int slice, int slices) throws StoreException {
        Map<String, Object> request = request(MOST_HITS, List.of(time.range(cursor, cursor + 1)));
        request.put("_source", false);
        if (slices > 1) {
            request.put("slice", Map.of("id", slice, "max", slices));
        }
        return search(request, MOST_HITS, Long.MAX_VALUE);
    }

    /** How many documents one microsecond has. */
    long count(long cursor) throws StoreException {
        Map<String, Object> request = request(0, List.of(time.range(cursor, cursor + 1)));
        request.put("track_total_hits", true);
        return search(request, 0, Long.MAX_VALUE).total();
    }

    private HitBatch search(Map<String, Object> request, int size, long mostChars) throws StoreException {
        HitBatch batch =
                api.searchPoint(request, body -> new HitReader(time.nanoseconds(), size, mostChars).read(body));
        point.renew(batch.pointInTime());
        return batch;
    }

    private Map<String, Object> request(int size, List<Object> filters) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("size", size);
        request.put("track_total_hits", false);
        request.put("pit", point.toMap());
        request.put("sort", time.sort());
        request.put("query", Map.of("bool", Map.of("filter", filters)));
        return request;
    }
}
