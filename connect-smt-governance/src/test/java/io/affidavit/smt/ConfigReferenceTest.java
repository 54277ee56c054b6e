/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import io.affidavit.core.config.ConfigReference;
import io.affidavit.core.plugin.GovernancePredicate;
import io.affidavit.core.plugin.GovernanceTransformation;
import io.affidavit.core.testing.Golden;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/configuration/transforms.md} equal to the code. */
class ConfigReferenceTest {

    @Test
    void describesEveryKeyOfEveryPlugin() {
        StringBuilder page = new StringBuilder("""
                # Configuration of the transforms

                Generated from the code. Keys are given under `transforms.<alias>.`, where `type` names the class.

                """);
        for (GovernanceTransformation<SourceRecord> transform : List.<GovernanceTransformation<SourceRecord>>of(
                new ToGovernanceEvent<>(),
                new EnforceSchemaVersion<>(),
                new MaskFields<>(),
                new ClassifyFields<>(),
                new Reveal<>(),
                new EnforcePolicy<>(),
                new RouteByTag<>())) {
            page.append(ConfigReference.markdown(transform.getClass().getName(), transform.keys()));
        }
        page.append("""
                # Configuration of the predicates

                Keys are given under `predicates.<alias>.`, where `type` names the class.

                """);
        for (GovernancePredicate<SourceRecord> predicate : List.<GovernancePredicate<SourceRecord>>of(
                new HasSensitivity<>(), new HasCategory<>(), new UnderLegalHold<>(), new HasVerdict<>())) {
            page.append(ConfigReference.markdown(predicate.getClass().getName(), predicate.keys()));
        }

        page.append("""
                # Configuration of the converter

                Keys are given under `key.converter.` or `value.converter.`, whose own value names the class.

                """);
        page.append(ConfigReference.markdown(GovernedJsonConverter.class.getName(), GovernedJsonConverter.KEYS));

        Golden.assertMatches(Path.of("../docs/configuration/transforms.md"), page.toString());
    }
}
