/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import io.affidavit.catalog.Catalogs;
import io.affidavit.stack.IcebergRestProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Iceberg's own REST catalog server: one process, which the test classes that ask for it share. */
public final class RestCatalog implements AutoCloseable {

    private final Path home;
    private final IcebergRestProcess server;

    private RestCatalog(Path home) {
        this.home = home;
        this.server = new IcebergRestProcess(home, Map.of("warehouse", warehouse()));
        server.start();
    }

    public URI uri() {
        return server.uri();
    }

    public String warehouse() {
        return "file:" + home.resolve("warehouse");
    }

    /** A directory beside the warehouse. */
    public Path home() {
        return home;
    }

    /** Opens the catalog without the table, and without any file that one left behind. */
    public Catalog without(String namespace, String table) {
        Catalog catalog = Catalogs.open(Map.of(
                "iceberg.catalog.type", "rest",
                "iceberg.catalog.uri", uri().toString(),
                "iceberg.catalog.warehouse", warehouse()));
        catalog.dropTable(TableIdentifier.of(namespace, table), false);
        delete(home.resolve("warehouse"));
        return catalog;
    }

    private static void delete(Path directory) {
        if (Files.notExists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
        delete(home);
    }

    /** Hands it to methods that have a parameter for it, and ends it after the last test. */
    public static final class Shared implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == RestCatalog.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(RestCatalog.class))
                    .computeIfAbsent(RestCatalog.class, type -> start(), RestCatalog.class);
        }

        private static RestCatalog start() {
            try {
                return new RestCatalog(Files.createTempDirectory("rest-catalog"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
