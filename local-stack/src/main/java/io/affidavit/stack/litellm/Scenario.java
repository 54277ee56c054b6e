/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.stack.litellm;

import java.util.List;

/**
 * One AI application of one tenant.
 *
 * @param agent the agent's name
 * @param retentionClass how long its logs are kept
 * @param tool the tool it calls, as {@code server/tool}
 * @param task its system prompt
 */
record Scenario(
        String organization,
        String team,
        String agent,
        String provider,
        String model,
        String retentionClass,
        String tool,
        String task) {

    static final List<Scenario> ALL = List.of(
            new Scenario(
                    "acme-bank",
                    "credit-risk",
                    "credit-scorer",
                    "openai",
                    "gpt-5.1",
                    "audit-7y",
                    "bureau/credit_report",
                    "You assess loan applications. Use the credit bureau, state the factors that decided, never use protected "
                            + "attributes."),
            new Scenario(
                    "acme-bank",
                    "support",
                    "card-support",
                    "anthropic",
                    "claude-sonnet-4-5",
                    "standard-1y",
                    "cards/block_card",
                    "You help card holders. Verify identity before any change and confirm each action."),
            new Scenario(
                    "northwind-insurance",
                    "claims",
                    "claims-triage",
                    "azure",
                    "gpt-4.1",
                    "audit-7y",
                    "claims/open_claim",
                    "You triage motor claims. Extract the facts, estimate the severity and open a claim."),
            new Scenario(
                    "contoso-health",
                    "front-desk",
                    "appointment-desk",
                    "vertex_ai",
                    "gemini-2.5-pro",
                    "standard-1y",
                    "calendar/book",
                    "You book appointments. Never give medical advice."),
            new Scenario(
                    "contoso-health",
                    "platform",
                    "devops-helper",
                    "openai",
                    "gpt-5.1-codex",
                    "short-30d",
                    "shell/run",
                    "You help engineers with deployments. Never print credentials."));

    String toolName() {
        return tool.substring(tool.indexOf('/') + 1);
    }
}
