/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import io.affidavit.core.config.ConfigKeys;
import io.affidavit.source.config.Fault;
import io.affidavit.source.config.ReadingConfig;
import io.affidavit.source.http.HttpEndpoint;
import io.affidavit.source.run.LogsSourceConnector;
import io.affidavit.source.search.SearchProbe;
import io.affidavit.source.search.SearchSettings;
import io.affidavit.source.settings.HttpKeys;
import io.affidavit.source.settings.SearchKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.connector.Task;

/**
 * Forwards the documents of OpenSearch or Elasticsearch indices to a topic, oldest first and then as they appear, each
 * exactly once where the worker supports it. Reads only.
 */
public final class OpenSearchLogsSourceConnector extends LogsSourceConnector {

    @Override
    public Class<? extends Task> taskClass() {
        return OpenSearchLogsSourceTask.class;
    }

    @Override
    protected ConfigKeys keys() {
        return SearchKeys.ALL;
    }

    @Override
    public ReadingConfig reading(Map<String, String> properties) {
        return new OpenSearchLogsSourceConfig(properties);
    }

    @Override
    protected List<Fault> faultsTogether(ReadingConfig reading) {
        OpenSearchLogsSourceConfig config = (OpenSearchLogsSourceConfig) reading;
        List<Fault> faults = new ArrayList<>();
        HttpEndpoint.faultOf(config.getString(HttpKeys.URL))
                .ifPresent(fault -> faults.add(new Fault(HttpKeys.URL, "Cannot use the address. " + fault)));
        if (config.hasUser() && config.hasApiKey()) {
            faults.add(new Fault(
                    SearchKeys.API_KEY,
                    "Cannot log in by user and by API key at once. Remove the one that is not meant."));
        }
        if (!config.isApiKeyText()) {
            faults.add(new Fault(SearchKeys.API_KEY, "Cannot use the API key. Give its encoded form, in Base64."));
        }
        if (config.index() == null) {
            faults.add(new Fault(SearchKeys.INDEX, "Cannot tell which indices to read. Set it, or set source.preset."));
        } else {
            SearchSettings.faultOf(config.index())
                    .ifPresent(fault -> faults.add(new Fault(SearchKeys.INDEX, "Cannot use the index. " + fault)));
        }
        if (config.timeField() == null) {
            faults.add(new Fault(
                    SearchKeys.TIME_FIELD, "Cannot tell which field orders documents. Set it, or set source.preset."));
        }
        return faults;
    }

    @Override
    protected List<Fault> faultsInStore(ReadingConfig reading) {
        OpenSearchLogsSourceConfig config = (OpenSearchLogsSourceConfig) reading;
        return SearchProbe.faults(config.endpoint(VALIDATION), config.settings(config.hashedColumns()));
    }
}
