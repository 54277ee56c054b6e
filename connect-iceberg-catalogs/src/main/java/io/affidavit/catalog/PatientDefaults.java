/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.catalog;

import java.util.Map;
import org.apache.iceberg.CatalogProperties;

/**
 * How long to wait for a catalog or a store, and how often to ask it again, where Iceberg and its clients would wait for
 * ever or longer than a worker lets a task be silent ({@code max.poll.interval.ms}, five minutes unless configured).
 *
 * <p>Each is only a default: the user's own key wins.
 */
final class PatientDefaults {

    private static final Map<String, String> POSTGRES =
            Map.of("jdbc.connectTimeout", "10", "jdbc.socketTimeout", "60", "jdbc.tcpKeepAlive", "true");

    private static final Map<String, String> REST = Map.of(
            "rest.client.connection-timeout-ms", "10000",
            "rest.client.socket-timeout-ms", "60000",
            "rest.client.max-retries", "3");

    // Five attempts of at most 30 s: a store that hangs is noticed before the worker gives the task up.
    private static final Map<String, String> S3 = Map.of(
            "http-client.apache.connection-timeout-ms", "5000",
            "http-client.apache.socket-timeout-ms", "30000",
            "s3.retry.num-retries", "4",
            "s3.retry.min-wait-ms", "500",
            "s3.retry.max-wait-ms", "10000");

    private PatientDefaults() {}

    static void fill(Map<String, String> properties) {
        String uri = properties.getOrDefault(CatalogProperties.URI, "");
        if (uri.startsWith("jdbc:postgresql:")) {
            POSTGRES.forEach(properties::putIfAbsent);
        } else if (uri.startsWith("http:") || uri.startsWith("https:")) {
            REST.forEach(properties::putIfAbsent);
        }
        S3.forEach(properties::putIfAbsent);
    }
}
