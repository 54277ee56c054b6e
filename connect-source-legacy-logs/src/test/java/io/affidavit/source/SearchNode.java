/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import io.affidavit.core.data.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A real OpenSearch node in a process of its own, one per test run; tests name their indices apart. */
public final class SearchNode implements AutoCloseable {

    private static final Path RUNTIME = Path.of("../local-stack/runtimes/opensearch-2.19.3/target");
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger names = new AtomicInteger();
    private final Path directory;
    private final int port = freePort();
    private final int transport = freePort();
    private Process process;

    private SearchNode() {
        try {
            directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "opensearch");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start();
    }

    /** Hands the node to tests. */
    public static final class Shared implements ParameterResolver {

        private static final ExtensionContext.Namespace SPACE = ExtensionContext.Namespace.create(SearchNode.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == SearchNode.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot().getStore(SPACE).computeIfAbsent("node", key -> new SearchNode(), SearchNode.class);
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** A name of an index that no test used. */
    String freshName() {
        return "logs-" + names.incrementAndGet();
    }

    /** Creates an index whose documents are visible soon, with a time field {@code at}. */
    void create(String index, String type) {
        call("PUT", "/" + index, """
                {"settings": {"number_of_shards": 2, "number_of_replicas": 0, "refresh_interval": "100ms"},
                 "mappings": {"properties": {"at": {"type": "%s"}}}}""".formatted(type));
    }

    /** Writes documents by lines of a bulk request. */
    void bulk(String index, List<String> lines) {
        Map<?, ?> answer = call("POST", "/" + index + "/_bulk?refresh=true", String.join("\n", lines) + "\n");
        if (!Boolean.FALSE.equals(answer.get("errors"))) {
            throw new IllegalStateException("a document was refused");
        }
    }

    Map<?, ?> call(String method, String path, String body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url() + path))
                    .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                    .header("Content-Type", "application/json")
                    .build();
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(method + " " + path + ": " + answer.body());
            }
            return (Map<?, ?>) JsonText.parse(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends the node as a crash would, and starts it on the same data. */
    void restart() {
        kill();
        start();
    }

    private void start() {
        try {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xms256m",
                            "-Xmx512m",
                            "-XX:TieredStopAtLevel=1",
                            "-Dlog4j2.disable.jmx=true",
                            "-Dlog4j2.level=WARN",
                            "-Dio.netty.noUnsafe=true",
                            "-Dopensearch.path.home=" + directory,
                            "-cp",
                            RUNTIME.resolve("classes").toAbsolutePath() + ":"
                                    + RUNTIME.resolve("jars").toAbsolutePath().resolve("*"),
                            "io.affidavit.stack.search.OpenSearchMain",
                            directory.toString(),
                            Integer.toString(port),
                            Integer.toString(transport))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            directory.resolve("log").toFile()))
                    .start();
            awaitHealth();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitHealth() {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            try {
                call("GET", "/_cluster/health?wait_for_status=yellow&timeout=60s", null);
                return;
            } catch (UncheckedIOException | IllegalStateException e) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new IllegalStateException("OpenSearch did not start: see " + directory.resolve("log"), e);
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(200);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
