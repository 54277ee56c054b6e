/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.InsertField;
import org.apache.kafka.connect.transforms.InsertHeader;
import org.apache.kafka.connect.transforms.MaskField;
import org.apache.kafka.connect.transforms.ReplaceField;
import org.apache.kafka.connect.transforms.Transformation;

/**
 * The nearest that Kafka's own transforms come to mapping, version, masking and policy: columns renamed on one level, a constant
 * for the version, four named fields blanked whole, and a constant header. They detect nothing and judge nothing.
 */
final class StockTransforms {

    private StockTransforms() {}

    static List<Transformation<SourceRecord>> chain() {
        return List.of(
                configured(
                        new ReplaceField.Value<>(),
                        Map.of(
                                "renames",
                                "request_id:response_id,model:response_model,model_group:request_model,user:user_id,"
                                        + "team_id:tenant_id,end_user:end_user_id,prompt_tokens:input_tokens,"
                                        + "completion_tokens:output_tokens,messages:input_messages_json,"
                                        + "response:output_messages_json")),
                configured(
                        new InsertField.Value<>(), Map.of("static.field", "schema_version", "static.value", "1.0.0")),
                configured(
                        new MaskField.Value<>(),
                        Map.of("fields", "input_messages_json,output_messages_json,end_user_id,api_key")),
                configured(new InsertHeader<>(), Map.of("header", "policy", "value.literal", "bench@1")));
    }

    private static Transformation<SourceRecord> configured(
            Transformation<SourceRecord> transform, Map<String, String> config) {
        transform.configure(config);
        return transform;
    }
}
