/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.stack.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.affidavit.stack.StackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The calls of the Connect REST interface that we need. */
public final class ConnectRest {
    private static final Duration CALL_LIMIT = Duration.ofSeconds(100);
    private static final Duration CONFLICT_LIMIT = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int CONFLICT = 409;
    private static final int SERVER_ERROR = 500;

    private final URI worker;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final ObjectMapper json = new ObjectMapper();

    public ConnectRest(URI worker) {
        this.worker = worker;
    }

    /** Whether the worker has joined its group and answers. */
    public boolean serving() {
        try {
            return send("GET", "/health", null).statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /**
     * The plugins the worker has found.
     *
     * @param connectorsOnly false to list transformations, predicates and converters too
     */
    public List<Plugin> plugins(boolean connectorsOnly) {
        List<Plugin> plugins = new ArrayList<>();
        for (JsonNode node : get("/connector-plugins?connectorsOnly=" + connectorsOnly)) {
            plugins.add(new Plugin(
                    node.path("class").asText(),
                    node.path("type").asText(),
                    node.path("version").asText()));
        }
        return plugins;
    }

    /** Asks the worker what it thinks of a config: for each key at fault, its errors. */
    public Map<String, List<String>> validate(Map<String, String> config) {
        String className = config.get("connector.class");
        JsonNode answer = call("PUT", "/connector-plugins/" + className + "/config/validate", config);
        Map<String, List<String>> errors = new LinkedHashMap<>();
        for (JsonNode entry : answer.path("configs")) {
            List<String> found = new ArrayList<>();
            entry.path("value").path("errors").forEach(error -> found.add(error.asText()));
            if (!found.isEmpty()) {
                errors.put(entry.path("value").path("name").asText(), found);
            }
        }
        return errors;
    }

    /** Creates a connector or changes its config. */
    public void put(String connector, Map<String, String> config) {
        call("PUT", "/connectors/" + connector + "/config", config);
    }

    /** The state of a connector; a state of UNASSIGNED and no tasks before the worker knows it. */
    public ConnectorStatus status(String connector) {
        HttpResponse<String> response = send("GET", "/connectors/" + connector + "/status", null);
        if (response.statusCode() == 404 || response.statusCode() >= SERVER_ERROR) {
            return new ConnectorStatus("UNASSIGNED", "", List.of());
        }
        JsonNode answer = checked("GET status of " + connector, response);
        List<ConnectorStatus.TaskStatus> tasks = new ArrayList<>();
        for (JsonNode task : answer.path("tasks")) {
            tasks.add(new ConnectorStatus.TaskStatus(
                    task.path("id").asInt(),
                    task.path("state").asText(),
                    task.path("trace").asText("")));
        }
        JsonNode state = answer.path("connector");
        return new ConnectorStatus(
                state.path("state").asText(), state.path("trace").asText(""), tasks);
    }

    /** The status as the worker sends it. */
    public String statusText(String connector) {
        return send("GET", "/connectors/" + connector + "/status", null).body();
    }

    /** Waits until the connector and its tasks run; throws as soon as one fails. */
    public void awaitRunning(String connector, int tasks, Duration limit) {
        ConnectorStatus last = await(connector, status -> status.failed() || status.runs(tasks), limit);
        if (last.failed()) {
            throw new StackException("Connector " + connector + " failed: " + last.firstTrace());
        }
    }

    /**
     * Waits until a connector's tasks run; throws as soon as one fails. After a worker froze or lost its broker, the last that
     * Connect heard of the connector itself may be that worker's farewell, although it runs elsewhere.
     */
    public void awaitTasks(String connector, int tasks, Duration limit) {
        ConnectorStatus last = await(connector, status -> status.failed() || status.runsTasks(tasks), limit);
        if (last.failed()) {
            throw new StackException("Connector " + connector + " failed: " + last.firstTrace());
        }
    }

    /** Waits until the connector or a task has failed, and tells how. */
    public ConnectorStatus awaitFailed(String connector, Duration limit) {
        return await(connector, ConnectorStatus::failed, limit);
    }

    /** The offsets of a connector, one map per partition, as the connector wrote them. */
    public List<Map<String, Object>> offsets(String connector) {
        List<Map<String, Object>> offsets = new ArrayList<>();
        for (JsonNode entry : get("/connectors/" + connector + "/offsets").path("offsets")) {
            offsets.add(json.convertValue(entry.path("offset"), new TypeReference<Map<String, Object>>() {}));
        }
        return offsets;
    }

    /** Sets where a stopped sink connector is to go on in one partition. */
    public void alterOffset(String connector, String topic, int partition, long offset) {
        Map<String, Object> entry = Map.of(
                "partition", Map.of("kafka_topic", topic, "kafka_partition", partition),
                "offset", Map.of("kafka_offset", offset));
        call("PATCH", "/connectors/" + connector + "/offsets", Map.of("offsets", List.of(entry)));
    }

    /** Has a stopped connector begin anew. */
    public void resetOffsets(String connector) {
        call("DELETE", "/connectors/" + connector + "/offsets", null);
    }

    /** Restarts a connector and all its tasks. */
    public void restart(String connector) {
        call("POST", "/connectors/" + connector + "/restart?includeTasks=true", null);
    }

    /** Stops a connector's tasks and keeps its config. */
    public void stop(String connector) {
        call("PUT", "/connectors/" + connector + "/stop", null);
    }

    /** Pauses a connector: its tasks are kept, and read nothing. */
    public void pause(String connector) {
        call("PUT", "/connectors/" + connector + "/pause", null);
    }

    /** Runs a stopped connector again. */
    public void resume(String connector) {
        call("PUT", "/connectors/" + connector + "/resume", null);
    }

    /** Removes a connector. */
    public void delete(String connector) {
        call("DELETE", "/connectors/" + connector, null);
    }

    private ConnectorStatus await(String connector, Predicate<ConnectorStatus> wanted, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            ConnectorStatus status = quietStatus(connector);
            if (wanted.test(status)) {
                return status;
            }
            if (System.nanoTime() > deadline) {
                throw new StackException(
                        "Connector " + connector + " is not as wanted after " + limit.toSeconds() + " s: " + status);
            }
            sleep();
        }
    }

    private ConnectorStatus quietStatus(String connector) {
        try {
            return status(connector);
        } catch (UncheckedIOException e) {
            return new ConnectorStatus("UNASSIGNED", "", List.of());
        }
    }

    private JsonNode get(String path) {
        return call("GET", path, null);
    }

    /** One call; repeated while a rebalance makes the worker answer with a conflict. */
    private JsonNode call(String method, String path, Map<String, ?> body) {
        long deadline = System.nanoTime() + CONFLICT_LIMIT.toNanos();
        HttpResponse<String> response = send(method, path, body);
        while (response.statusCode() == CONFLICT && System.nanoTime() < deadline) {
            sleep();
            response = send(method, path, body);
        }
        return checked(method + " " + path, response);
    }

    private JsonNode checked(String call, HttpResponse<String> response) {
        if (response.statusCode() >= 400) {
            throw new RestException(
                    response.statusCode(),
                    "Cannot " + call + ": the worker answered " + response.statusCode() + ": "
                            + message(response.body()));
        }
        try {
            return response.body().isEmpty() ? json.createObjectNode() : json.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the answer to " + call, e);
        }
    }

    /** What went wrong, from the JSON that the worker answers errors with. */
    private String message(String body) {
        try {
            return json.readTree(body).path("message").asText(body);
        } catch (JsonProcessingException e) {
            return body;
        }
    }

    private HttpResponse<String> send(String method, String path, Map<String, ?> body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(worker.resolve(path))
                    .timeout(CALL_LIMIT)
                    .header("Content-Type", "application/json")
                    .method(
                            method,
                            body == null
                                    ? BodyPublishers.noBody()
                                    : BodyPublishers.ofString(json.writeValueAsString(body)))
                    .build();
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot reach the worker at " + worker, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while calling the worker at " + worker, e);
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while waiting for a connector", e);
        }
    }
}
