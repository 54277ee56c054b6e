/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Kafka's own {@code connect-plugin-path} tool, which tells what a worker would find without starting one. */
public final class PluginPathTool {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private PluginPathTool() {}

    /**
     * What the tool tells of a plugin class.
     *
     * @param version as the plugin tells it
     * @param type source, sink, transformation or another
     * @param loadable whether a worker can load it
     * @param manifest whether {@code META-INF/services} names it
     * @param location the plugin directory
     */
    public record Listing(
            String className, String version, String type, boolean loadable, boolean manifest, String location) {}

    /**
     * Lists the plugins below a plugin path.
     *
     * @param scratch where the tool's output goes
     */
    public static List<Listing> list(Path pluginPath, Path scratch) {
        Path output = scratch.resolve("plugin-path.txt");
        Path logConfig = LogConfig.write(scratch.resolve("plugin-path-log4j2.xml"), Map.of());
        LocalProcess.start(
                        "connect-plugin-path",
                        LocalProcess.java(
                                Runtimes.connect(ConnectVersion.V4_3_1),
                                List.of("-Xmx512m", LogConfig.option(logConfig)),
                                "org.apache.kafka.tools.ConnectPluginPath",
                                List.of("list", "--plugin-path", pluginPath.toString())),
                        scratch,
                        output)
                .awaitSuccess(LIMIT);
        try {
            return parse(Files.readAllLines(output));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + output, e);
        }
    }

    /** The tool prints columns between tabs, with a heading that names them. */
    private static List<Listing> parse(List<String> lines) {
        List<Listing> listings = new ArrayList<>();
        List<String> heading = List.of();
        for (String line : lines) {
            List<String> cells = List.of(line.split("\t", -1));
            if (cells.contains("pluginName")) {
                heading = cells;
            } else if (!heading.isEmpty() && cells.size() == heading.size()) {
                listings.add(new Listing(
                        cells.get(heading.indexOf("pluginName")),
                        cells.get(heading.indexOf("pluginVersion")),
                        cells.get(heading.indexOf("pluginType")),
                        Boolean.parseBoolean(cells.get(heading.indexOf("isLoadable"))),
                        Boolean.parseBoolean(cells.get(heading.indexOf("hasManifest"))),
                        cells.get(heading.indexOf("pluginLocation"))));
            }
        }
        return listings;
    }
}
