/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.search;

import io.affidavit.source.config.Fault;
import io.affidavit.source.http.HttpCalls;
import io.affidavit.source.http.HttpEndpoint;
import io.affidavit.source.settings.SearchKeys;
import io.affidavit.source.spi.StoreException;
import java.util.List;

/** Tries settings out on the cluster, without reading a document. */
public final class SearchProbe {

    private SearchProbe() {}

    /** The first fault found; empty if a task could start. */
    public static List<Fault> faults(HttpEndpoint endpoint, SearchSettings settings) {
        String key = SearchKeys.AUTHORITIES;
        try {
            SearchApi api = new SearchApi(new HttpCalls(endpoint), settings.index());
            IndexInspector inspector = new IndexInspector(api, settings);
            key = SearchKeys.URL;
            Dialect dialect = api.dialect();
            api.clock();
            key = SearchKeys.INDEX;
            if (inspector.indices().isEmpty()) {
                return List.of(new Fault(
                        SearchKeys.INDEX,
                        "Cannot find an index that matches. Correct it, or create the connector once there is one."));
            }
            key = SearchKeys.TIME_FIELD;
            inspector.timeField();
            key = SearchKeys.INDEX;
            api.close(dialect, api.open(dialect, settings.keepAlive()));
            return List.of();
        } catch (StoreException e) {
            return List.of(new Fault(key, e.getMessage()));
        }
    }
}
