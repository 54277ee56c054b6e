/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.contract;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialects;
import io.affidavit.core.contract.EventContract;
import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.yaml.YamlKind;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A JSON Schema, draft 2020-12, that payloads must satisfy. Safe for many threads. */
public final class Contract {

    /** Stands for the contract of governance events. */
    public static final String EVENT = "event";

    private static final YamlKind KIND = new YamlKind("contract", 1_000_000, ContractException::new);
    private static final int MOST_BREACHES = 10;
    private static final Breach NO_JSON = new Breach("*", "json");

    private final Schema schema;
    private final QuickCheck quick;
    private final BreachPaths paths;

    private Contract(Schema schema, QuickCheck quick, BreachPaths paths) {
        this.schema = schema;
        this.quick = quick;
        this.paths = paths;
    }

    /**
     * Compiles a contract.
     *
     * @param source {@value #EVENT}; the path of a file of JSON on the worker; or the JSON Schema itself
     * @throws ContractException if it cannot be found, is no JSON Schema of the draft, refers to what is not in it, or has a
     *     pattern that RE2 does not know
     */
    public static Contract of(String source) {
        String trimmed = source.trim();
        if (trimmed.equals(EVENT)) {
            return compile(EventContract.jsonSchema());
        }
        return compile(YamlKind.inline(trimmed) ? trimmed : KIND.file(trimmed));
    }

    /**
     * What is wrong with a payload: nothing if it satisfies the contract, ten breaches at most if not.
     *
     * @param payload Struct, Map or any other value of Connect; a Struct stands for JSON without its null fields
     */
    @SuppressWarnings("UnusedException") // a breach tells it
    public List<Breach> check(Object payload) {
        if (quick != null && quick.accepts(payload)) {
            return List.of();
        }
        JsonNode node;
        try {
            node = Nodes.of(payload);
        } catch (NoJsonException e) {
            return List.of(NO_JSON);
        }
        return schema.validate(node).stream()
                .map(error -> new Breach(paths.of(error), error.getKeyword()))
                .distinct()
                .limit(MOST_BREACHES)
                .collect(Collectors.toUnmodifiableList());
    }

    @SuppressWarnings("UnusedException") // messages of libraries repeat the document
    private static Contract compile(String text) {
        Object document;
        try {
            document = JsonText.parse(text);
        } catch (InvalidJsonException e) {
            throw new ContractException("Cannot read contract: it is no JSON. Write a JSON Schema.");
        }
        try {
            SchemaRegistry registry = SchemaRegistry.withDialect(
                    Dialects.getDraft202012(),
                    builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .regularExpressionFactory(SafePatterns::compile)
                            .build()));
            JsonNode node = Nodes.of(document);
            refuseIfInvalid(node);
            Schema schema = registry.getSchema(node);
            // resolves every reference: what is not there is refused now and not with the first record
            schema.initializeValidators();
            return new Contract(schema, QuickCheck.of(document), BreachPaths.of(document));
        } catch (ContractException e) {
            throw e;
        } catch (SchemaException | IllegalArgumentException e) {
            throw new ContractException(
                    "Cannot use contract: it is no JSON Schema of draft 2020-12, refers to a schema that is not part of it, "
                            + "or has a pattern that RE2 does not know. Correct it.");
        }
    }

    private static void refuseIfInvalid(JsonNode node) {
        Schema meta = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of(Dialects.getDraft202012().getId()));
        meta.validate(node).stream().findFirst().ifPresent(error -> {
            throw new ContractException("Cannot use contract: it is no JSON Schema of draft 2020-12 at "
                    + (error.getInstanceLocation().getNameCount() == 0 ? "its root" : error.getInstanceLocation())
                    + ", keyword " + error.getKeyword() + ". Correct it.");
        });
    }
}
