/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import io.affidavit.core.data.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The configurations that {@code docs/catalogs.md} shows, so that what is tested is what users are told. */
final class DocumentedCatalog {

    private static final Path PAGE = Path.of("../docs/catalogs.md");

    private DocumentedCatalog() {}

    /** The keys of catalog and store in the first block below a heading. */
    static Map<String, String> keys(String heading) {
        String text = page();
        int section = text.indexOf("\n## " + heading + "\n");
        int begin = text.indexOf("```json\n", section) + "```json\n".length();
        Map<?, ?> shown = (Map<?, ?>) JsonText.parse(text.substring(begin, text.indexOf("```", begin)));
        Map<String, String> keys = new HashMap<>();
        shown.forEach((key, value) -> {
            String name = key.toString();
            if (name.startsWith("iceberg.") || name.startsWith("archive.s3.") || name.startsWith("archive.catalog.")) {
                keys.put(name, value.toString());
            }
        });
        return keys;
    }

    private static String page() {
        try {
            return Files.readString(PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
