/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.search;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Where the two stores differ: the requests about points in time. */
enum Dialect {
    OPENSEARCH("/_search/point_in_time") {
        @Override
        String openPath(String index, Duration keepAlive) {
            return "/" + index + "/_search/point_in_time?allow_partial_pit_creation=false&keep_alive="
                    + keepAlive.toMillis() + "ms";
        }

        @Override
        Map<String, Object> closeBody(String id) {
            return Map.of("pit_id", List.of(id));
        }
    },
    ELASTICSEARCH("/_pit") {
        @Override
        String openPath(String index, Duration keepAlive) {
            return "/" + index + "/_pit?keep_alive=" + keepAlive.toMillis() + "ms";
        }

        @Override
        Map<String, Object> closeBody(String id) {
            return Map.of("id", id);
        }
    };

    private final String closePath;

    Dialect(String closePath) {
        this.closePath = closePath;
    }

    /** @param index encoded for a path */
    abstract String openPath(String index, Duration keepAlive);

    abstract Map<String, Object> closeBody(String id);

    String closePath() {
        return closePath;
    }

    /** The identifier in the answer to an opening. */
    String idOf(Map<?, ?> opened) {
        Object id = this == OPENSEARCH ? opened.get("pit_id") : opened.get("id");
        return String.valueOf(id);
    }

    /** Reads what a server says of itself at its root. */
    static Dialect of(Map<?, ?> root) {
        boolean named =
                root.get("version") instanceof Map<?, ?> version && "opensearch".equals(version.get("distribution"));
        boolean signed = String.valueOf(root.get("tagline")).contains("OpenSearch");
        return named || signed ? OPENSEARCH : ELASTICSEARCH;
    }
}
