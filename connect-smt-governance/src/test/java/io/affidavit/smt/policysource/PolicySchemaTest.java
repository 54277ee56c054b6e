/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.policysource;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.policy.PolicyReader;
import io.affidavit.core.policy.PolicyShape;
import io.affidavit.core.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What editors say of a document is what the reader says of it, as far as a schema can say it. */
class PolicySchemaTest {

    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(PolicyShape.jsonSchema());

    private static boolean accepted(String yaml) {
        String json = JsonText.write(YamlNode.parse(PolicyReader.KIND, yaml).plain());
        return SCHEMA.validate(json, InputFormat.JSON).isEmpty();
    }

    @Test
    void takesTheExample() throws IOException {
        String example = Files.readString(Path.of("../examples/policies/governance.yml"));

        assertThat(PolicyReader.faults(example)).isEmpty();
        assertThat(accepted(example)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id: p",
                "id: My Policy\nversion: 1",
                "id: p\nversion: '1.2'",
                "id: p\nversion: 1\nruls: []",
                "id: p\nversion: 1\nrules: [{id: r, action: log}]",
                "id: p\nversion: 1\nrules: [{id: r, when: x, action: drop}]",
                "id: p\nversion: 1\nrules: [{id: r, when: x, action: log, onerror: pass}]",
                "id: p\nversion: 1\nretention: {a: {duration: 30}}",
                "id: p\nversion: 1\nretention: {a: {duration: 30 days, approval: {by: x}}}",
                "id: p\nversion: 1\nlists: {my-list: [a]}",
                "id: p\nversion: 1\nlists: {a: [[b]]}",
                "id: p\nversion: 1\nmasking: [{label: pii, actions: {default: hide}}]"
            })
    void refusesWhatTheReaderRefuses(String yaml) {
        assertThat(PolicyReader.faults(yaml)).isNotEmpty();
        assertThat(accepted(yaml)).isFalse();
    }
}
