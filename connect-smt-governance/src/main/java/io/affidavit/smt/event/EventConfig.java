/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.event;

import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import io.affidavit.core.config.ConfigKeys;
import io.affidavit.core.identity.KeyedHash;
import io.affidavit.smt.mapping.BuiltInMappings;
import io.affidavit.smt.mapping.Mapping;
import io.affidavit.smt.mapping.MappingInfo;
import io.affidavit.smt.mapping.Mappings;
import io.affidavit.smt.reject.Rejector;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.types.Password;

/**
 * The typed settings of {@code ToGovernanceEvent}.
 *
 * @param system kind of store for records that no source connector handed over; null for the mapping's own
 * @param rowHash hashes rows that come without a hash; null where no key is configured
 * @param form what events are made as
 * @param onChange what happens to rows that are not as the mapping knows them
 */
public record EventConfig(
        Mapping mapping,
        String system,
        String instance,
        String entity,
        String defaultTenant,
        String defaultRetentionClass,
        KeyedHash rowHash,
        EventForm form,
        ChangeActions onChange) {

    private static final String MAPPING = "mapping";
    private static final String FORM = "form";
    private static final String SYSTEM = "source.system";
    private static final String INSTANCE = "source.instance";
    private static final String ENTITY = "source.entity";
    private static final String TENANT = "tenant.default";
    private static final String RETENTION = "retention.default.class";
    private static final String HASH_KEY = "hash.key";
    private static final String HASH_KEY_ID = "hash.key.id";

    private static final String GROUP_MAPPING = "Mapping";
    private static final String GROUP_SOURCE = "Source";
    private static final String GROUP_DEFAULTS = "Defaults";

    /** Every key of the transform, those of rejects included. */
    public static ConfigKeys keys() {
        List<ConfigKey> keys = new ArrayList<>();
        keys.add(ConfigKey.string(MAPPING)
                .group(GROUP_MAPPING)
                .displayName("Mapping")
                .doc("How source columns become fields of the event: a built-in mapping ("
                        + String.join(", ", BuiltInMappings.names())
                        + "; a name without version means the newest), the path of a YAML file on "
                        + "every worker, or the YAML itself. An own mapping may extend a built-in one.")
                .validator(new MappingValidator())
                .recommends(BuiltInMappings.names().toArray())
                .importance(Importance.HIGH)
                .width(Width.LONG)
                .build());
        keys.add(ConfigKey.string(FORM)
                .group(GROUP_MAPPING)
                .displayName("Event form")
                .doc(
                        "What events are made as. struct carries the schema of the contract, for Avro, Protobuf and JSON Schema "
                                + "converters. map carries set fields only, without a schema, times in milliseconds: for JSON "
                                + "without schemas (value.converter.schemas.enable=false), where a struct is written with every "
                                + "field that is null.")
                .defaultValue(EventForm.STRUCT.text())
                .validator(Checks.oneOf(EventForm.STRUCT.text(), EventForm.MAP.text()))
                .recommends(EventForm.STRUCT.text(), EventForm.MAP.text())
                .width(Width.SHORT)
                .build());
        keys.add(source(SYSTEM, "System", "Kind of store the records come from")
                .optional()
                .build());
        keys.add(source(INSTANCE, "Instance", "Which installation of that store")
                .defaultValue("default")
                .build());
        keys.add(source(ENTITY, "Entity", "Table, index or topic the records come from")
                .optional()
                .build());
        keys.add(ConfigKey.password(HASH_KEY)
                .group(GROUP_SOURCE)
                .displayName("Hash key")
                .doc(
                        "Key that hashes rows which come without the gov.source.row_hash header: at least 16 random bytes in "
                                + "Base64. Without it a changed row keeps its event id, because an unkeyed hash would let anyone test "
                                + "guesses about masked content.")
                .optional()
                .validator(Checks.base64Key(KeyedHash.MIN_KEY_BYTES))
                .build());
        keys.add(ConfigKey.string(HASH_KEY_ID)
                .group(GROUP_SOURCE)
                .displayName("Hash key id")
                .doc("Name of the hash key, written to integrity.key_id.")
                .defaultValue("k1")
                .validator(Checks.nonBlank())
                .width(Width.SHORT)
                .build());
        keys.add(ConfigKey.string(TENANT)
                .group(GROUP_DEFAULTS)
                .displayName("Default tenant")
                .doc("Tenant of records from which the mapping reads none.")
                .defaultValue("default")
                .validator(Checks.nonBlank())
                .build());
        keys.add(ConfigKey.string(RETENTION)
                .group(GROUP_DEFAULTS)
                .displayName("Default retention class")
                .doc("Retention class of records for which no rule of the mapping decides one.")
                .defaultValue("standard")
                .validator(Checks.check(
                        "a word of letters, digits, dots, _ and -", value -> Lifecycle.isWord(value.toString())))
                .build());
        keys.addAll(ChangeActions.keys());
        keys.addAll(Rejector.keys());
        return ConfigKeys.of(keys);
    }

    public static EventConfig of(AbstractConfig config) {
        Mapping mapping = Mappings.of(config.getString(MAPPING));
        MappingInfo info = mapping.info();
        Password key = config.getPassword(HASH_KEY);
        String system = config.getString(SYSTEM);
        String entity = config.getString(ENTITY);
        return new EventConfig(
                mapping,
                system != null ? system : info.system() != null ? info.system() : info.id(),
                config.getString(INSTANCE),
                entity != null ? entity : info.entity(),
                config.getString(TENANT),
                config.getString(RETENTION),
                key == null ? null : KeyedHash.ofBase64(config.getString(HASH_KEY_ID), key.value()),
                EventForm.of(config.getString(FORM)),
                ChangeActions.of(config));
    }

    private static ConfigKey.Builder source(String name, String display, String what) {
        return ConfigKey.string(name)
                .group(GROUP_SOURCE)
                .displayName(display)
                .doc(what + ", for records that come without " + "gov." + name + ", which our source connectors set.")
                .validator(Checks.nonBlank());
    }
}
