/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import io.affidavit.core.config.ConfigReference;
import io.affidavit.core.plugin.GovernanceTransformation;
import io.affidavit.core.testing.Golden;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/configuration/transforms.md} equal to the code. */
class ConfigReferenceTest {

    @Test
    void describesEveryKeyOfEveryTransform() {
        StringBuilder page = new StringBuilder("""
                # Configuration of the transforms

                Generated from the code. Keys are given under `transforms.<alias>.`, where `type` names the class.

                """);
        for (GovernanceTransformation<SourceRecord> transform : List.<GovernanceTransformation<SourceRecord>>of(
                new ToGovernanceEvent<>(),
                new EnforceSchemaVersion<>(),
                new MaskFields<>(),
                new ClassifyFields<>(),
                new Reveal<>())) {
            page.append(ConfigReference.markdown(transform.getClass().getName(), transform.keys()));
        }

        Golden.assertMatches(Path.of("../docs/configuration/transforms.md"), page.toString());
    }
}
