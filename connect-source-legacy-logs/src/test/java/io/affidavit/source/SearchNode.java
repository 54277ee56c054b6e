/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import io.affidavit.core.data.JsonText;
import io.affidavit.stack.OpenSearchProcess;
import io.affidavit.stack.StackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A real OpenSearch node in a process of its own, one per test run; tests name their indices apart. */
public final class SearchNode implements AutoCloseable {

    private final AtomicInteger names = new AtomicInteger();
    private final OpenSearchProcess process;

    private SearchNode() {
        try {
            process = new OpenSearchProcess(
                    Files.createTempDirectory(Path.of("target").toAbsolutePath(), "opensearch"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process.start();
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
        return process.uri().toString();
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
        return (Map<?, ?>) JsonText.parse(process.call(method, path, body));
    }

    /** Ends the node as a crash would, and starts it on the same data. */
    void restart() {
        process.kill();
        process.start();
    }

    /** Starts it on the same data so that it answers, but knows no index until it is started again. */
    void restartWaitingForAnother() {
        process.kill();
        process.startWaitingForAnother();
    }

    boolean knows(String index) {
        try {
            call("GET", "/" + index + "/_settings", null);
            return true;
        } catch (StackException e) {
            return false;
        }
    }

    /** Those open now. A task that is stopped while it opens one leaves it to expire. */
    List<?> pointsInTime() {
        return (List<?>) call("GET", "/_search/point_in_time/_all", null).get("pits");
    }

    void closePointsInTime() {
        call("DELETE", "/_search/point_in_time/_all", null);
    }

    /** @param shards {@code all} or {@code none}: which of them may come up */
    void allocate(String shards) {
        call("PUT", "/_cluster/settings", """
                {"persistent": {"cluster.routing.allocation.enable": "%s"}}""".formatted(shards));
    }

    @Override
    public void close() {
        process.close();
    }
}
