/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.export;

import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SchemaParser;

/**
 * What an export says of itself; nothing in it is signed.
 *
 * @param uuid of the table
 * @param holdId of the hold
 * @param where its predicate
 * @param schemas by id
 * @param records how many there are
 * @param sha256 over the records' file
 */
record ExportManifest(
        String uuid, String holdId, String where, Map<Integer, Schema> schemas, long records, String sha256) {

    /** @throws IllegalArgumentException when there is none, or one that this version cannot read */
    @SuppressWarnings("UnusedException") // a parser's message may hold content
    static ExportManifest read(Path directory) throws IOException {
        Path file = directory.resolve(HoldExport.MANIFEST);
        if (!Files.exists(file)) {
            throw new IllegalArgumentException("Cannot check export: " + directory + " holds no " + HoldExport.MANIFEST
                    + ". An export that was cut short has none; export again.");
        }
        try {
            Map<?, ?> json = (Map<?, ?>) JsonText.parse(Files.readString(file));
            if (HoldExport.FORMAT.equals(json.get("format"))) {
                return of(json);
            }
        } catch (InvalidJsonException | ClassCastException | NullPointerException e) {
            // falls through to the same answer
        }
        throw new IllegalArgumentException(
                "Cannot check export: its " + HoldExport.MANIFEST + " is not of format " + HoldExport.FORMAT + ".");
    }

    private static ExportManifest of(Map<?, ?> json) {
        Map<?, ?> hold = (Map<?, ?>) json.get("hold");
        Map<Integer, Schema> schemas = new HashMap<>();
        ((Map<?, ?>) json.get("schemas"))
                .forEach((id, schema) ->
                        schemas.put(Integer.valueOf((String) id), SchemaParser.fromJson(JsonText.write(schema))));
        return new ExportManifest(
                (String) json.get("uuid"),
                (String) hold.get("id"),
                (String) hold.get("where"),
                schemas,
                (Long) json.get("records"),
                (String) json.get("sha256"));
    }

    Schema schema(int id) {
        return schemas.get(id);
    }
}
