/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.search;

import io.affidavit.core.data.JsonText;
import io.affidavit.source.http.HttpCalls;
import io.affidavit.source.spi.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The requests this source makes. */
final class SearchApi {

    private static final String JSON = "application/json";
    private static final String SETTINGS = "index.uuid,index.refresh_interval,index.verified_before_close,index.frozen";
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    /** Reads the answer to a search that succeeded. */
    @FunctionalInterface
    interface Reading<T> {
        T read(InputStream body) throws IOException, StoreException;
    }

    private final HttpCalls calls;
    private final String index;
    private final String indexPath;

    SearchApi(HttpCalls calls, String index) {
        this.calls = calls;
        this.index = index;
        this.indexPath = URLEncoder.encode(index, StandardCharsets.UTF_8);
    }

    Dialect dialect() throws StoreException {
        return Dialect.of(map(get("/", "ask which store it is")));
    }

    /** The clock of the node that answers, in seconds since the epoch, rounded down. */
    long clock() throws StoreException {
        String action = "ask the cluster for its clock";
        Object answer = get("/_cat/health?format=json&h=epoch", action);
        if (answer instanceof List<?> rows && !rows.isEmpty() && rows.get(0) instanceof Map<?, ?> row) {
            try {
                return Long.parseLong(String.valueOf(row.get("epoch")));
            } catch (NumberFormatException e) {
                throw unexpected(action);
            }
        }
        throw unexpected(action);
    }

    /** By name of index, closed ones too: {@code {settings: {index: {uuid, refresh_interval, ...}}}}. */
    Map<?, ?> settings() throws StoreException {
        String path = "/" + indexPath + "/_settings/" + SETTINGS + "?expand_wildcards=open,closed";
        return map(ofIndex(path, "read the settings of " + index));
    }

    /** By type: what the field can do, over all indices. */
    Map<?, ?> capabilities(String field) throws StoreException {
        String path = "/" + indexPath + "/_field_caps?fields=" + URLEncoder.encode(field, StandardCharsets.UTF_8);
        Map<?, ?> fields =
                map(map(ofIndex(path, "read the mapping of " + index)).get("fields"));
        return fields.get(field) instanceof Map<?, ?> types ? types : Map.of();
    }

    /**
     * Returns if every shard of the indices answers.
     *
     * @throws StoreException retriable if one does not, fatal if a named index does not exist
     */
    void requireAnswers() throws StoreException {
        search(
                Map.of("size", 0, "track_total_hits", false),
                body -> new HitReader(false, 0, Long.MAX_VALUE).read(body));
    }

    PointInTime open(Dialect dialect, Duration keepAlive) throws StoreException {
        String action = "open a point in time of " + index;
        Object opened = calls.call(
                "POST",
                dialect.openPath(indexPath, keepAlive),
                JSON,
                null,
                action,
                (status, body) -> answered(status, body, action, SearchApi::json));
        return new PointInTime(dialect.idOf(map(opened)), keepAlive);
    }

    void close(Dialect dialect, PointInTime point) {
        calls.farewell("DELETE", dialect.closePath(), JSON, JsonText.write(dialect.closeBody(point.id())), FAREWELL);
    }

    /** Searches the indices as they are. */
    <T> T search(Map<String, Object> request, Reading<T> reading) throws StoreException {
        return search("/" + indexPath + "/_search", request, reading);
    }

    /**
     * Searches a point in time.
     *
     * @throws LostContext if the store dropped it
     */
    <T> T searchPoint(Map<String, Object> request, Reading<T> reading) throws StoreException {
        return search("/_search", request, reading);
    }

    private <T> T search(String path, Map<String, Object> request, Reading<T> reading) throws StoreException {
        String action = "read " + index;
        return calls.call(
                "POST",
                path + "?allow_partial_search_results=false",
                JSON,
                JsonText.write(request),
                action,
                (status, body) -> answered(status, body, action, reading));
    }

    /**
     * Asks for something of the indices. A node that has not recovered the cluster's state yet says of this that they do
     * not exist, but of a search that it cannot tell: so a search has the last word.
     */
    private Object ofIndex(String path, String action) throws StoreException {
        Optional<Object> answer = calls.call(
                "GET",
                path,
                JSON,
                null,
                action,
                (status, body) -> status == 404
                        ? Optional.empty()
                        : Optional.of(answered(status, body, action, SearchApi::json)));
        if (answer.isPresent()) {
            return answer.get();
        }
        requireAnswers();
        throw StoreException.retriable("Cannot " + action
                + ": it did not exist, and does now. This task tries again; see whether nodes restart.");
    }

    private Object get(String path, String action) throws StoreException {
        return calls.call(
                "GET", path, JSON, null, action, (status, body) -> answered(status, body, action, SearchApi::json));
    }

    private static <T> T answered(int status, InputStream body, String action, Reading<T> reading)
            throws IOException, StoreException {
        if (status == 200) {
            return reading.read(body);
        }
        throw SearchFailures.of(status, body, action);
    }

    private static Object json(InputStream body) throws IOException {
        return JsonText.parse(body.readAllBytes());
    }

    private Map<?, ?> map(Object json) throws StoreException {
        if (json instanceof Map<?, ?> map) {
            return map;
        }
        throw unexpected("read " + index);
    }

    static StoreException unexpected(String action) {
        return StoreException.fatal("Cannot " + action
                + ": the answer has not the form of OpenSearch or Elasticsearch. Correct source.url.");
    }
}
