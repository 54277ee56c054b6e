/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.schema;

import io.affidavit.cli.output.Failure;
import io.affidavit.core.contract.EventContract;
import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** One version of a contract: JSON Schema or an Avro schema. */
sealed interface Version {

    /** Stands for the contract of governance events of this release. */
    String EVENT = "event";

    /** What keeps records of {@code writer} from being read as this version; empty if nothing does. */
    List<Found> obstacles(Version writer);

    /**
     * Reads a file.
     *
     * @throws Failure if it is neither JSON Schema nor Avro
     */
    @SuppressWarnings("UnusedException") // messages of parsers repeat the file
    static Version read(String name) {
        String text;
        try {
            text = name.equals(EVENT)
                    ? EventContract.jsonSchema()
                    : Files.readString(Path.of(name), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Failure.of("Cannot read " + name, e, "Give a file of JSON Schema or Avro, or " + EVENT + ".");
        }
        try {
            if (!(JsonText.parse(text) instanceof Map<?, ?> document)) {
                throw new Failure("Cannot read " + name + ": it is no JSON object. Give JSON Schema or Avro.");
            }
            boolean avro =
                    document.containsKey("fields") && document.containsKey("type") && document.containsKey("name");
            return avro ? new Avro(new Schema.Parser().parse(text)) : new Json(document);
        } catch (InvalidJsonException e) {
            throw new Failure("Cannot read " + name + ": it is no JSON. Give a file of JSON Schema or Avro.");
        } catch (AvroRuntimeException e) {
            throw new Failure("Cannot read " + name + ": it is no Avro schema. Correct it.");
        }
    }

    /** A JSON Schema, draft 2020-12. */
    record Json(Map<?, ?> document) implements Version {
        @Override
        public List<Found> obstacles(Version writer) {
            if (!(writer instanceof Json other)) {
                throw ofAnotherKind();
            }
            return new JsonComparison(other.document(), document).found();
        }
    }

    /** An Avro schema. */
    record Avro(Schema schema) implements Version {
        @Override
        public List<Found> obstacles(Version writer) {
            if (!(writer instanceof Avro other)) {
                throw ofAnotherKind();
            }
            return AvroComparison.found(other.schema(), schema);
        }
    }

    private static Failure ofAnotherKind() {
        return new Failure("Cannot compare versions: one is JSON Schema and the other Avro. Give two of a kind.");
    }
}
