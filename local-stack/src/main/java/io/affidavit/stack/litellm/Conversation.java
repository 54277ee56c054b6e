/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.stack.litellm;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** One exchange with a model, as LiteLLM stores it: messages, and a response with tool calls whose arguments are JSON text. */
final class Conversation {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> REQUESTS = List.of(
            "Hello, this is %s. Please look into my case; you can reach me at %s or %s.",
            "My name is %s and I need an answer today. Write to %s, or call %s after five.",
            "%s here. I was told that you can settle this at once. My contacts: %s, %s.");
    private static final List<String> FILLERS = List.of(
            "The last letter said that a decision would follow within ten working days, and three weeks have passed.",
            "I moved house in spring, so the address in the file may be the old one.",
            "Please explain which of the figures decided, and what I could change.",
            "If something is missing, say exactly what, and I will send it by the evening.",
            "I have already filled in the same form twice.");

    private final RandomGenerator random;
    private final PersonalData personal;
    private final Scenario scenario;
    private final Set<String> planted = new LinkedHashSet<>();
    private final String email;
    private final String userText;
    private final String arguments;

    Conversation(RandomGenerator random, Scenario scenario) {
        this.random = random;
        this.personal = new PersonalData(random);
        this.scenario = scenario;
        String name = personal.name();
        this.email = plant(personal.email(name));
        String phone = plant(personal.phone());
        this.userText = request(name, phone);
        this.arguments = arguments(name);
    }

    String email() {
        return email;
    }

    Set<String> planted() {
        return planted;
    }

    /** The arguments of the tool call: JSON text. */
    String arguments() {
        return arguments;
    }

    String messages() {
        ArrayNode messages = JSON.createArrayNode();
        messages.addObject().put("role", "system").put("content", scenario.task());
        messages.addObject().put("role", "user").put("content", userText);
        return messages.toString();
    }

    /** A chat completion; {@code id} is the provider's. */
    String response(String id, int promptTokens, int completionTokens) {
        ObjectNode response = JSON.createObjectNode();
        response.put("id", id).put("object", "chat.completion").put("model", scenario.model());
        ObjectNode choice = response.putArray("choices").addObject();
        choice.put("index", 0).put("finish_reason", "tool_calls");
        ObjectNode message = choice.putObject("message");
        message.put("role", "assistant")
                .put("content", "I will use " + scenario.toolName() + " and come back to " + email);
        ObjectNode call = message.putArray("tool_calls").addObject();
        call.put("id", "call_" + personal.hex(12)).put("type", "function");
        call.putObject("function").put("name", scenario.toolName()).put("arguments", arguments);
        response.putObject("usage")
                .put("prompt_tokens", promptTokens)
                .put("completion_tokens", completionTokens)
                .put("total_tokens", promptTokens + completionTokens);
        return response.toString();
    }

    private String request(String name, String phone) {
        StringBuilder text = new StringBuilder(personal.pick(REQUESTS).formatted(name, email, phone));
        int sentences = random.nextInt(1, 4);
        for (int i = 0; i < sentences; i++) {
            text.append(' ').append(personal.pick(FILLERS));
        }
        if (random.nextInt(3) == 0) {
            text.append(" My card is ").append(plant(personal.card())).append('.');
        }
        if (random.nextInt(4) == 0) {
            text.append(" Social security number ")
                    .append(plant(personal.ssn()))
                    .append('.');
        }
        if (random.nextInt(20) == 0) {
            text.append(" The key ").append(plant(personal.apiKey())).append(" was in the mail, is that right?");
        }
        return text.toString();
    }

    /** JSON text within JSON, with a nested object and an array. */
    private String arguments(String name) {
        ObjectNode node = JSON.createObjectNode();
        ObjectNode person = node.putObject("person");
        person.put("name", name).put("email", email);
        ObjectNode payment = node.putArray("accounts").addObject();
        payment.put("iban", plant(personal.iban()))
                .put("currency", "EUR")
                .put("balance_cents", random.nextInt(5_000_000));
        node.put("requested_amount", random.nextInt(500, 50_000)).put("urgent", random.nextBoolean());
        if (random.nextInt(10) == 0) {
            node.putObject("env").put("API_TOKEN", plant(personal.apiKey()));
        }
        return node.toString();
    }

    private String plant(String value) {
        planted.add(value);
        return value;
    }
}
