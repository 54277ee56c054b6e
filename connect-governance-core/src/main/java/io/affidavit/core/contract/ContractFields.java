/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.contract;

import static io.affidavit.core.contract.FieldType.STRING;
import static io.affidavit.core.contract.FieldType.TIMESTAMP_MS;

import java.util.List;

/** The fields themselves, group by group. Ids: top level from 1, then one hundred per group. */
final class ContractFields {

    private ContractFields() {}

    static List<EventField> all() {
        return new ContractBuilder(1)
                .required("event_id", STRING, "Deterministic id of this event: 32 hexadecimal digits.")
                .required("entity_id", STRING, "Id of the thing the event is about; the same across revisions.")
                .number("revision", "Orders the corrections of one entity.")
                .required("category", STRING, "What kind of event this is; an open set of lower-case words.")
                .text("operation", "The producer's own name for the operation.")
                .required("event_time", TIMESTAMP_MS, "When the event happened.")
                .number("event_time_ns", "When the event happened, in nanoseconds since the epoch.")
                .number("end_time_ns", "When the operation ended, in nanoseconds since the epoch.")
                .required("observed_time", TIMESTAMP_MS, "When the event was first read by a governed pipeline.")
                .text("tenant_id", "Whose event this is.")
                .required("schema_version", STRING, "Version of this contract, as semantic version.")
                .group("identity", false, "Who acted, for whom, and through what.", identity())
                .group("model", false, "The model that was asked and the one that answered.", model())
                .group("decision", false, "What influenced the outcome and what was decided.", decision())
                .group("content", false, "What the model saw and returned.", content())
                .group("usage", false, "What it cost.", usage())
                .group("operational", false, "How the operation ran.", operational())
                .group("lifecycle", false, "How long the event is kept and what may be done with it.", lifecycle())
                .group("source", true, "Where the event was read.", source())
                .group("integrity", false, "Fingerprints that tie the event to others.", integrity())
                .map("attributes", "Source columns that no field of the contract takes.")
                .build();
    }

    private static ContractBuilder identity() {
        return new ContractBuilder(100)
                .text("organization_id", "Organization the tenant belongs to.")
                .text("application_id", "Application that made the call.")
                .text("environment", "Deployment environment, such as production.")
                .text("workflow_id", "Workflow instance.")
                .text("workflow_name", "Workflow definition.")
                .text("conversation_id", "Conversation or thread.")
                .text("session_id", "User session.")
                .text("agent_id", "Agent definition.")
                .text("agent_name", "Agent name.")
                .text("agent_version", "Agent version.")
                .text("agent_instance_id", "Running instance of the agent.")
                .text("user_id", "Internal user on whose behalf the call was made.")
                .text("end_user_id", "Customer of the application.")
                .text("service_account_id", "Technical account or hash of the key that authenticated.")
                .text("client_ip", "Address of the caller.");
    }

    private static ContractBuilder model() {
        return new ContractBuilder(200)
                .text("provider", "Provider of the model.")
                .text("request_model", "Model asked for.")
                .text("response_model", "Model that answered.")
                .text("model_version", "Version or deployment of the model.")
                .json("parameters_json", "Request parameters such as temperature.")
                .list("finish_reasons", "Why the model stopped.");
    }

    private static ContractBuilder decision() {
        return new ContractBuilder(300)
                .text("prompt_ref", "Reference to a managed prompt.")
                .text("prompt_name", "Name of a managed prompt.")
                .text("prompt_version", "Version of a managed prompt.")
                .list("retrieval_refs", "References to retrieved documents.")
                .json("retrieval_json", "Retrieved documents with scores.")
                .text("data_source_id", "Data source that was queried.")
                .text("tool_name", "Tool that was called.")
                .text("tool_type", "Kind of tool.")
                .text("tool_call_id", "Id of the call.")
                .json("tool_arguments_json", "Arguments of the call.")
                .json("tool_result_json", "Result of the call.")
                .text("policy_id", "Policy that was evaluated.")
                .text("policy_version", "Version of that policy.")
                .text("policy_rule_id", "Rule that fired.")
                .text("verdict", "Verdict of the policy.")
                .text("action", "Action taken on the verdict.")
                .text("verdict_reason", "Why the verdict was given.")
                .text("risk_category", "Category of risk.")
                .real("risk_score", "Score of risk.")
                .real("score", "Score of the decision.")
                .real("confidence", "Confidence in the decision, from 0 to 1.")
                .json("explanation_json", "Explanation of the decision.")
                .text("approval_state", "State of human approval.")
                .text("approver_id", "Who approved or refused.")
                .text("decision_outcome", "Outcome of the decision.")
                .map("subject_attributes", "Sensitive: group attributes of the subject, for fairness measures.")
                .text("output_classification", "Classification of the output.")
                .text("evaluation_name", "Evaluation that was run.")
                .real("evaluation_score", "Its score.")
                .text("evaluation_label", "Its label.")
                .text("evaluator_kind", "Who evaluated: human, code or model.");
    }

    private static ContractBuilder content() {
        return new ContractBuilder(400)
                .json("system_instructions_json", "System instructions.")
                .json("input_messages_json", "Messages sent to the model.")
                .json("output_messages_json", "Messages the model returned.")
                .text("content_type", "Media type of the content.")
                .text("content_ref", "Where content that is not inline is kept.")
                .text("content_state", "full, truncated, absent_at_source, archived, masked or erased.")
                .text("input_hash", "Keyed hash of the input.")
                .text("output_hash", "Keyed hash of the output.");
    }

    private static ContractBuilder usage() {
        return new ContractBuilder(500)
                .number("input_tokens", "Tokens read.")
                .number("output_tokens", "Tokens written.")
                .number("cache_read_tokens", "Tokens served from a cache.")
                .number("cache_write_tokens", "Tokens written to a cache.")
                .number("reasoning_tokens", "Tokens spent on reasoning.")
                .text("cost", "Cost as decimal text.")
                .text("currency", "Currency of the cost, ISO 4217.")
                .number("latency_ms", "Milliseconds from request to end of response.")
                .number("ttft_ms", "Milliseconds from request to the first token.");
    }

    private static ContractBuilder operational() {
        return new ContractBuilder(600)
                .text("trace_id", "Trace, W3C.")
                .text("span_id", "Span, W3C.")
                .text("parent_span_id", "Parent span.")
                .text("response_id", "Id the provider gave the response.")
                .text("status", "Status of the operation.")
                .text("error_type", "Class of the error.")
                .text("producer_name", "Software that wrote the log.")
                .text("producer_version", "Its version.")
                .text("semconv_schema_url", "Schema URL of the conventions it followed.")
                .real("sampling_rate", "Share of events the producer kept, from 0 to 1.")
                .list("sensitivity_tags", "Labels of sensitive content that was found.");
    }

    private static ContractBuilder lifecycle() {
        return new ContractBuilder(700)
                .text("retention_class", "Retention class.")
                .text("retention_until", "Date until which the event must be kept, ISO 8601.")
                .flag("deletion_eligible", "Whether the event may be deleted on request.")
                .flag("legal_hold", "Whether the event is under legal hold.")
                .list("legal_hold_ids", "Matters that hold the event.")
                .text("replay_permission", "Who may replay the event.")
                .text("residency_region", "Region the event may not leave.")
                .text("sink_status", "State of delivery.");
    }

    private static ContractBuilder source() {
        return new ContractBuilder(800)
                .required("system", STRING, "Kind of store the event was read from.")
                .text("instance", "Which installation of it.")
                .text("entity", "Table, index or topic.")
                .text("key", "Primary key, as text.")
                .text("position", "Cursor value, as text.")
                .text("row_hash", "Keyed hash of the source row.")
                .text("mapping_id", "Mapping that produced this event.")
                .text("mapping_version", "Its version.")
                .flag("migrated", "Whether the event was read from a legacy store.")
                .text("coverage", "complete, sampled or unknown.");
    }

    private static ContractBuilder integrity() {
        return new ContractBuilder(900)
                .text("fingerprint", "Keyed hash of the event.")
                .text("prev_fingerprint", "Fingerprint of the event before it.")
                .text("chain_id", "Chain the fingerprints belong to.")
                .text("key_id", "Key of the keyed hashes.");
    }
}
