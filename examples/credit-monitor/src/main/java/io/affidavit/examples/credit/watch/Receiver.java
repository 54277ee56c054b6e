/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.credit.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Who is to be told: a real HTTP server on this machine that takes what the webhook posts. */
public final class Receiver implements AutoCloseable {
    private static final String PATH = "/incidents";
    private static final int TAKEN = 204;
    private static final int NOT_UNDERSTOOD = 400;
    private static final int WHO_ARE_YOU = 401;

    private final HttpServer server;
    private final String authorization;
    private final Consumer<Message> news;
    private final ObjectMapper json = new ObjectMapper();
    private final List<Message> messages = new ArrayList<>();

    /**
     * What was posted.
     *
     * @param id of the incident
     * @param change opened, severity, resolved or noted
     */
    public record Message(String id, String change, String severity, String owner, String monitor, String model) {}

    /** @param authorization what posts must bring in their header of that name */
    public Receiver(String authorization, Consumer<Message> news) {
        this.authorization = authorization;
        this.news = news;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen for the webhook", e);
        }
        server.createContext(PATH, this::handle);
        server.start();
    }

    /** Where to post. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.sendResponseHeaders(WHO_ARE_YOU, -1);
                return;
            }
            JsonNode body = json.readTree(exchange.getRequestBody());
            if (body == null || !body.hasNonNull("id")) {
                exchange.sendResponseHeaders(NOT_UNDERSTOOD, -1);
                return;
            }
            Message message = new Message(
                    body.path("id").asText(),
                    body.path("change").asText(),
                    body.path("severity").asText(),
                    body.path("owner").asText(),
                    body.path("monitor").asText(),
                    body.path("model").asText());
            synchronized (messages) {
                messages.add(message);
            }
            news.accept(message);
            exchange.sendResponseHeaders(TAKEN, -1);
        }
    }

    /** What was taken so far. */
    public List<Message> messages() {
        synchronized (messages) {
            return List.copyOf(messages);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
