/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.search;

import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import io.affidavit.source.spi.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Turns refusals into exceptions of ours. Only the status and the name of the error's type survive: reasons may quote
 * documents and queries.
 */
final class SearchFailures {

    private static final int MOST_BYTES = 1 << 16;
    private static final Pattern TYPE = Pattern.compile("[a-z_]{1,64}");
    private static final String LOST = "search_context_missing_exception";

    private static final Map<Integer, String> ADVICE = Map.of(
            401, "User, password or API key is refused. Correct source.user, source.password or source.api.key.",
            403, "A privilege is missing. See the least privileges in the documentation of this source.",
            404, "It does not exist, or not any more. Correct source.index, or restore it.",
            405, "The server does not know points in time. Use OpenSearch 2.4, Elasticsearch 7.12, or later.",
            429,
                    "The cluster is busy, or too many points in time are open. Lower tasks.max or source.page.bytes if it lasts.");

    private SearchFailures() {}

    /**
     * @param body of the answer, read as far as its error is of use
     * @throws LostContext if the store dropped the point in time that was asked for
     */
    static StoreException of(int status, InputStream body, String action) throws IOException {
        byte[] answer = body.readNBytes(MOST_BYTES);
        String type = type(answer);
        if (status == 404 && new String(answer, StandardCharsets.ISO_8859_1).contains(LOST)) {
            throw new LostContext();
        }
        String message = "Cannot " + action + ": status " + status + (type.isEmpty() ? "" : ", " + type) + ". "
                + ADVICE.getOrDefault(
                        status,
                        status >= 500
                                ? "The cluster has a fault, or lacks a node. See its health and its log."
                                : "See the server's log. source.page.rows above index.max_result_window is one cause.");
        return status >= 500 || status == 429 || status == 408
                ? StoreException.retriable(message)
                : StoreException.fatal(message);
    }

    private static String type(byte[] answer) {
        try {
            return JsonText.parse(answer) instanceof Map<?, ?> root
                            && root.get("error") instanceof Map<?, ?> error
                            && error.get("type") instanceof String type
                            && TYPE.matcher(type).matches()
                    ? type
                    : "";
        } catch (InvalidJsonException e) {
            return "";
        }
    }
}
