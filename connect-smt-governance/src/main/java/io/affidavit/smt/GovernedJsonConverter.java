/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import io.affidavit.core.config.ConfigKeys;
import io.affidavit.core.data.ConnectJson;
import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.plugin.AffidavitVersion;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.storage.Converter;

/**
 * JSON without schemas. Writes the bytes that Kafka's {@code JsonConverter} writes with {@code schemas.enable=false}, in two thirds
 * of its time, and reads what it reads: in the order of the text, with numbers that it would change kept whole. What it would
 * lose, the earlier of two members of one name, is refused. Errors hold nothing of the record. Safe for use by many threads.
 */
public final class GovernedJsonConverter implements Converter, Versioned {

    private static final String SCHEMAS = "schemas.enable";

    /** Every key of this converter. */
    public static final ConfigKeys KEYS = ConfigKeys.of(ConfigKey.bool(SCHEMAS)
            .group("Converter")
            .displayName("Schemas")
            .doc(
                    "Only false: this converter neither writes nor reads schemas. Accepted so that it takes the place of Kafka's "
                            + "JsonConverter without another change.")
            .defaultValue(false)
            .validator(Checks.oneOf("false"))
            .width(Width.SHORT)
            .build());

    private final ConnectJson json = new ConnectJson();

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        new AbstractConfig(config(), configs, false);
    }

    @Override
    public ConfigDef config() {
        return KEYS.toConfigDef();
    }

    @Override
    public String version() {
        return AffidavitVersion.current();
    }

    @Override
    public byte[] fromConnectData(String topic, Schema schema, Object value) {
        return schema == null && value == null ? null : json.write(schema, value);
    }

    @Override
    public SchemaAndValue toConnectData(String topic, byte[] value) {
        if (value == null || value.length == 0) {
            return SchemaAndValue.NULL;
        }
        try {
            return new SchemaAndValue(null, JsonText.parse(value));
        } catch (InvalidJsonException e) {
            throw new DataException(e.getMessage());
        }
    }
}
