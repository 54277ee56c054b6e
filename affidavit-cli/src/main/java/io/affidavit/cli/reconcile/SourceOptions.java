/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.reconcile;

import io.affidavit.cli.output.Failure;
import io.affidavit.cli.table.ConnectorKeys;
import io.affidavit.source.config.ReadingConfig;
import io.affidavit.source.run.LogsSourceConnector;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigTransformer;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;
import org.apache.kafka.connect.source.SourceConnector;
import picocli.CommandLine.Option;

/** The options that name the source table: the source connector's own configuration. */
final class SourceOptions {

    @Option(
            names = "--source-config",
            required = true,
            paramLabel = "FILE",
            description = "The source connector's configuration: properties, or the JSON it was created with."
                    + " References to the file, env and directory config providers are resolved.")
    private Path file;

    @Option(names = "-S", paramLabel = "KEY=VALUE", description = "One such key; wins over the file. May be repeated.")
    private Map<String, String> keys = new LinkedHashMap<>();

    @SuppressWarnings("UnusedException") // messages of config exceptions repeat values, which may be secrets
    ReadingConfig config() {
        Map<String, String> config = new HashMap<>(ConnectorKeys.read(file));
        config.putAll(keys);
        LogsSourceConnector connector = connector(config.get("connector.class"));
        try {
            Map<String, String> resolved = resolve(config);
            // messages of faults do not repeat values
            connector.faults(resolved).stream().findFirst().ifPresent(fault -> {
                throw new Failure("Cannot use --source-config " + file + ": " + fault.key() + ": " + fault.message());
            });
            return connector.reading(resolved);
        } catch (ConfigException | IllegalArgumentException e) {
            throw new Failure("Cannot use --source-config " + file + ": a key of it is wrong. "
                    + "Give the file the connector was created with, and see that its validation passes.");
        }
    }

    private LogsSourceConnector connector(String className) {
        return ServiceLoader.load(SourceConnector.class, LogsSourceConnector.class.getClassLoader()).stream()
                .filter(provider -> provider.type().getName().equals(className)
                        || provider.type().getSimpleName().equals(className))
                .map(ServiceLoader.Provider::get)
                .filter(LogsSourceConnector.class::isInstance)
                .map(LogsSourceConnector.class::cast)
                .findFirst()
                .orElseThrow(() -> new Failure("Cannot use --source-config " + file
                        + ": its connector.class is none of Affidavit's sources. "
                        + "Give the file the connector was created with, or set -S connector.class=NAME."));
    }

    private static Map<String, String> resolve(Map<String, String> config) {
        Map<String, ConfigProvider> providers = Map.of(
                "file", new FileConfigProvider(),
                "env", new EnvVarConfigProvider(),
                "directory", new DirectoryConfigProvider(),
                "dir", new DirectoryConfigProvider());
        providers.values().forEach(provider -> provider.configure(Map.of()));
        return new ConfigTransformer(providers).transform(config).data();
    }
}
