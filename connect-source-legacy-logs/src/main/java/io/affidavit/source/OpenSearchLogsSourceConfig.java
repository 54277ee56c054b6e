/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import io.affidavit.source.config.ReadingConfig;
import io.affidavit.source.config.ReadingKeys;
import io.affidavit.source.http.HttpEndpoint;
import io.affidavit.source.offset.AcceptedTable;
import io.affidavit.source.preset.SearchPreset;
import io.affidavit.source.search.OpenSearchLogSource;
import io.affidavit.source.search.SearchSettings;
import io.affidavit.source.settings.HttpKeys;
import io.affidavit.source.settings.SearchKeys;
import io.affidavit.source.spi.HashedColumns;
import io.affidavit.source.spi.LogSource;
import io.affidavit.source.spi.SourceMeters;
import io.affidavit.source.spi.StoreException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** The configuration of {@link OpenSearchLogsSourceConnector}. */
public final class OpenSearchLogsSourceConfig extends ReadingConfig {

    private final Optional<SearchPreset> preset;

    public OpenSearchLogsSourceConfig(Map<String, String> props) {
        super(SearchKeys.ALL.toConfigDef(), props);
        this.preset = SearchPreset.named(getString(SearchKeys.PRESET));
    }

    /** The expression as configured, or null where neither the key nor a preset gives one. */
    String index() {
        return own(SearchKeys.INDEX, SearchPreset::index);
    }

    String timeField() {
        return own(SearchKeys.TIME_FIELD, SearchPreset::timeField);
    }

    private String own(String key, Function<SearchPreset, String> ofPreset) {
        String value = getString(key);
        return value != null ? value.trim() : preset.map(ofPreset).orElse(null);
    }

    @Override
    public String system() {
        String system = getString(ReadingKeys.SYSTEM);
        return system != null ? system : preset.map(SearchPreset::system).orElse("opensearch");
    }

    @Override
    protected String defaultInstance() {
        return HttpEndpoint.baseOf(getString(HttpKeys.URL)).getHost();
    }

    /** The entity name of events: the index expression. */
    @Override
    public String entity() {
        return index();
    }

    @Override
    public AcceptedTable acceptedTable() {
        return AcceptedTable.of(SearchKeys.INDEX_ID, getLong(SearchKeys.INDEX_ID));
    }

    @Override
    public LogSource open(String application, HashedColumns hashed, SourceMeters meters) throws StoreException {
        return OpenSearchLogSource.open(endpoint(application), settings(hashed), meters);
    }

    HttpEndpoint endpoint(String application) {
        Map<String, String> headers = new HashMap<>(Map.of("X-Opaque-Id", HttpEndpoint.headerText(application)));
        authorization().ifPresent(value -> headers.put("Authorization", value));
        return new HttpEndpoint(
                HttpEndpoint.baseOf(getString(HttpKeys.URL)),
                headers,
                Optional.ofNullable(getString(HttpKeys.AUTHORITIES)).map(Path::of),
                duration(HttpKeys.CONNECT_TIMEOUT),
                duration(HttpKeys.REQUEST_TIMEOUT));
    }

    boolean hasUser() {
        return getString(HttpKeys.USER) != null;
    }

    boolean hasApiKey() {
        return !getPassword(SearchKeys.API_KEY).value().isEmpty();
    }

    /** Whether the API key can be put into a header. */
    boolean isApiKeyText() {
        return getPassword(SearchKeys.API_KEY).value().trim().matches("[A-Za-z0-9+/=_-]*");
    }

    private Optional<String> authorization() {
        if (hasApiKey()) {
            return Optional.of(
                    "ApiKey " + getPassword(SearchKeys.API_KEY).value().trim());
        }
        if (!hasUser()) {
            return Optional.empty();
        }
        return Optional.of(HttpEndpoint.basic(
                getString(HttpKeys.USER), getPassword(HttpKeys.PASSWORD).value()));
    }

    SearchSettings settings(HashedColumns hashed) {
        return new SearchSettings(
                Objects.requireNonNull(index(), "index"),
                Objects.requireNonNull(timeField(), "time field"),
                hashed,
                hash(),
                duration(ReadingKeys.LAG),
                duration(SearchKeys.KEEP_ALIVE));
    }
}
