/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.cutover;

import io.affidavit.cli.output.Failure;
import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The source connector, as a Connect worker's REST API shows and drives it. */
final class Worker {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(200);
    /** How long stopping and starting may take. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final URI worker;
    private final String connector;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    Worker(URI worker, String connector) {
        this.worker = worker;
        this.connector = connector;
        if (worker.getHost() == null || !("http".equals(worker.getScheme()) || "https".equals(worker.getScheme()))) {
            throw new IllegalArgumentException("no URL of a worker");
        }
    }

    /**
     * The connector at one moment.
     *
     * @param state as Connect names it: RUNNING, PAUSED, STOPPED, FAILED, UNASSIGNED
     * @param failedTasks how many of its tasks failed
     */
    record Status(String state, int tasks, int failedTasks) {

        boolean runs() {
            return state.equals("RUNNING") && tasks > 0 && failedTasks == 0;
        }

        String text() {
            return state.toLowerCase(Locale.ROOT) + " with " + tasks + " tasks"
                    + (failedTasks == 0 ? "" : ", " + failedTasks + " of them failed");
        }
    }

    Status status() {
        Map<?, ?> json = json(send("GET", "/status"));
        String state =
                json.get("connector") instanceof Map<?, ?> found ? String.valueOf(found.get("state")) : "UNKNOWN";
        List<?> tasks = json.get("tasks") instanceof List<?> list ? list : List.of();
        int failed = (int) tasks.stream()
                .filter(task -> task instanceof Map<?, ?> map && "FAILED".equals(map.get("state")))
                .count();
        return new Status(state, tasks.size(), failed);
    }

    /** The source partitions that the worker keeps an offset of, as text. */
    Set<String> offsetPartitions() {
        List<?> offsets = json(send("GET", "/offsets")).get("offsets") instanceof List<?> list ? list : List.of();
        return offsets.stream()
                .filter(entry -> entry instanceof Map<?, ?> map && map.get("offset") != null)
                .map(entry -> JsonText.write(((Map<?, ?>) entry).get("partition")))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Frees the tasks and waits until they are gone; offsets stay. */
    void stop() {
        send("PUT", "/stop");
        await("STOPPED");
    }

    /** Lets it run, and waits until its tasks do. */
    void resume() {
        send("PUT", "/resume");
        long end = System.nanoTime() + LIMIT.toNanos();
        Status status = status();
        while (!status.runs()) {
            if (System.nanoTime() > end) {
                throw new Failure("Cannot resume connector " + connector + ": it is " + status.text() + " after "
                        + LIMIT.toSeconds() + " s. See GET /connectors/" + connector + "/status.");
            }
            pause();
            status = status();
        }
    }

    private void await(String state) {
        long end = System.nanoTime() + LIMIT.toNanos();
        Status status = status();
        while (!status.state().equals(state) || status.tasks() > 0) {
            if (System.nanoTime() > end) {
                throw new Failure("Cannot bring connector " + connector + " to " + state + ": it is " + status.text()
                        + " after " + LIMIT.toSeconds() + " s. See the worker's log.");
            }
            pause();
            status = status();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("Cannot finish: the command was interrupted.");
        }
    }

    private String send(String method, String path) {
        String base = worker.toString().replaceAll("/+$", "");
        URI uri = URI.create(base + "/connectors/"
                + URLEncoder.encode(connector, StandardCharsets.UTF_8).replace("+", "%20") + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("Accept", "application/json")
                .method(method, BodyPublishers.noBody())
                .build();
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 == 2) {
                return response.body();
            }
            throw new Failure("Cannot ask the worker for connector " + connector + ": HTTP " + response.statusCode()
                    + (response.statusCode() == 404
                            ? ". There is no such connector: correct cutover.connector."
                            : ". See the worker's log."));
        } catch (IOException e) {
            throw Failure.of("Cannot reach the worker", e, "Correct cutover.connect.url, or see to the worker.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("Cannot finish: the command was interrupted.");
        }
    }

    private static Map<?, ?> json(String body) {
        try {
            return JsonText.parse(body) instanceof Map<?, ?> map ? map : Map.of();
        } catch (InvalidJsonException e) {
            return Map.of();
        }
    }
}
