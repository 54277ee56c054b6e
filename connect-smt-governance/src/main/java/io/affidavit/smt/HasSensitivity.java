/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import io.affidavit.core.config.ConfigKeys;
import io.affidavit.core.plugin.GovernancePredicate;
import io.affidavit.core.tags.GovHeaders;
import io.affidavit.smt.scan.Sensitivity;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.connect.connector.ConnectRecord;

/**
 * Holds for records whose {@code gov.sensitivity} header is at least as high as configured. A level nobody knows counts as the
 * highest.
 */
public final class HasSensitivity<R extends ConnectRecord<R>> extends GovernancePredicate<R> {

    private static final String AT_LEAST = "at.least";
    private static final String UNTAGGED = "untagged.level";
    private static final String GROUP = "Sensitivity";
    private static final String[] LEVELS =
            Arrays.stream(Sensitivity.values()).map(Sensitivity::text).toArray(String[]::new);

    /** Every key of this predicate. */
    public static final ConfigKeys KEYS = ConfigKeys.of(
            level(AT_LEAST, "At least", "Lowest level for which the predicate holds.", Sensitivity.CONFIDENTIAL),
            level(
                    UNTAGGED,
                    "Level of untagged records",
                    "Level of records without the header. MaskFields and ClassifyFields tag only records in which they find "
                            + "something; set restricted where records may come unscanned.",
                    Sensitivity.PUBLIC));

    private Sensitivity bound;
    private Sensitivity untagged;

    public HasSensitivity() {
        super(KEYS);
    }

    @Override
    public void configure(Map<String, ?> props) {
        AbstractConfig config = new AbstractConfig(config(), props, false);
        bound = Sensitivity.parse(config.getString(AT_LEAST));
        untagged = Sensitivity.parse(config.getString(UNTAGGED));
    }

    @Override
    public boolean test(R record) {
        String text = GovHeaders.text(record.headers(), GovHeaders.SENSITIVITY);
        Sensitivity level = text == null ? untagged : Sensitivity.parse(text);
        return level.compareTo(bound) >= 0;
    }

    private static ConfigKey level(String name, String displayName, String doc, Sensitivity value) {
        return ConfigKey.string(name)
                .group(GROUP)
                .displayName(displayName)
                .doc(doc)
                .defaultValue(value.text())
                .validator(Checks.oneOf(LEVELS))
                .recommends((Object[]) LEVELS)
                .importance(Importance.HIGH)
                .width(Width.SHORT)
                .build();
    }
}
