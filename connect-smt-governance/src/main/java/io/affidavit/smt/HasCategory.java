/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import io.affidavit.core.config.ConfigKeys;
import io.affidavit.core.contract.EventContract;
import io.affidavit.core.plugin.GovernancePredicate;
import io.affidavit.core.tags.GovHeaders;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.connect.connector.ConnectRecord;

/** Holds for events of the configured categories, as their {@code ce_type} header names them; not for other records. */
public final class HasCategory<R extends ConnectRecord<R>> extends GovernancePredicate<R> {

    private static final String CATEGORIES = "categories";

    /** Every key of this predicate. */
    public static final ConfigKeys KEYS = ConfigKeys.of(ConfigKey.list(CATEGORIES)
            .group("Category")
            .displayName("Categories")
            .doc("Categories for which the predicate holds, such as tool_call,policy.")
            .validator(Checks.check("one or more categories", value -> !((List<?>) value).isEmpty()))
            .recommends(EventContract.CATEGORIES.toArray())
            .importance(Importance.HIGH)
            .build());

    private Set<String> categories;

    public HasCategory() {
        super(KEYS);
    }

    @Override
    public void configure(Map<String, ?> props) {
        categories = Set.copyOf(new AbstractConfig(config(), props, false).getList(CATEGORIES));
    }

    @Override
    public boolean test(R record) {
        String category = GovHeaders.category(record.headers());
        return category != null && categories.contains(category);
    }
}
