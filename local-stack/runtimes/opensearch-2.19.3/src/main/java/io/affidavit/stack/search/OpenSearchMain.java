/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.stack.search;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.opensearch.common.settings.Settings;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.plugins.Plugin;
import org.opensearch.transport.Netty4Plugin;

/**
 * Runs one OpenSearch node on 127.0.0.1 until its process is ended.
 * Arguments: a directory of its own, a port for HTTP and one for transport, and settings as {@code key=value}.
 */
public final class OpenSearchMain {

    private static final class LocalNode extends Node {
        LocalNode(Settings settings, Collection<Class<? extends Plugin>> plugins) {
            super(InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "local"), plugins, false);
        }
    }

    private OpenSearchMain() {}

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        for (String directory : List.of("config", "data", "plugins", "modules", "lib")) {
            Files.createDirectories(home.resolve(directory));
        }
        Settings.Builder settings = Settings.builder()
                .put("path.home", home.toString())
                .put("path.data", home.resolve("data").toString())
                .put("cluster.name", "affidavit-tests")
                .put("node.name", "local")
                .put("network.host", "127.0.0.1")
                .put("http.port", arguments[1])
                .put("transport.port", arguments[2])
                .put("discovery.type", "single-node")
                .put("cluster.routing.allocation.disk.threshold_enabled", false)
                .put("http.type", "netty4")
                .put("transport.type", "netty4");
        for (String setting : List.of(arguments).subList(3, arguments.length)) {
            String[] pair = setting.split("=", 2);
            settings.put(pair[0], pair[1]);
        }
        LocalNode node = new LocalNode(settings.build(), List.of(Netty4Plugin.class));
        node.start();
        // for good
        Thread.currentThread().join();
    }
}
