/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.affidavit.core.data.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before a real node and speaks Elasticsearch's requests for points in time, which are the only ones that differ.
 * Lets in only who shows its credentials.
 */
final class ElasticDialect implements AutoCloseable {

    private final SearchNode node;
    private final String credentials;
    private final AtomicInteger busy = new AtomicInteger();
    private final HttpServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    ElasticDialect(SearchNode node, String credentials) {
        this.node = node;
        this.credentials = credentials;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::handle);
        server.start();
    }

    /** Refuses so many of the next searches as a cluster does that has too much to do. */
    void refuse(int searches) {
        busy.set(searches);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().toString();
        if (!credentials.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{\"error\":{\"type\":\"security_exception\",\"reason\":\"canary\"},\"status\":401}");
        } else if (path.startsWith("/_search?") && busy.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            answer(exchange, 429, "{\"error\":{\"type\":\"circuit_breaking_exception\"},\"status\":429}");
        } else if (path.equals("/")) {
            answer(exchange, 200, """
                    {"version": {"number": "8.19.0", "build_flavor": "default"}, "tagline": "You Know, for Search"}""");
        } else if (path.contains("/_pit?")) {
            HttpResponse<String> opened = forward("POST", path.replace("/_pit?", "/_search/point_in_time?"), body);
            answer(exchange, opened.statusCode(), opened.body().replace("\"pit_id\"", "\"id\""));
        } else if (path.equals("/_pit")) {
            Object id = ((Map<?, ?>) JsonText.parse(body)).get("id");
            HttpResponse<String> closed = forward(
                    "DELETE", "/_search/point_in_time", JsonText.write(Map.of("pit_id", List.of(String.valueOf(id)))));
            answer(exchange, closed.statusCode(), "{\"succeeded\":true,\"num_freed\":1}");
        } else if (path.contains("point_in_time")) {
            answer(exchange, 400, "{\"error\":{\"type\":\"illegal_argument_exception\"},\"status\":400}");
        } else {
            HttpResponse<String> passed = forward(exchange.getRequestMethod(), path, body);
            answer(exchange, passed.statusCode(), passed.body());
        }
    }

    private HttpResponse<String> forward(String method, String path, String body) throws IOException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(node.url() + path))
                    .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                    .header("Content-Type", "application/json")
                    .build();
            return client.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
