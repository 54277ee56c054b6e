/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.catalog;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.aws.s3.S3FileIO;
import org.apache.iceberg.aws.s3.S3FileIOProperties;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.io.FileIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the catalog that tables live in.
 *
 * <p>Input is a connector configuration (other keys in it are ignored):
 *
 * <ul>
 *   <li>{@code iceberg.catalog}: the catalog's name, {@code iceberg} when absent;
 *   <li>{@code iceberg.catalog.*}: handed to Iceberg with the prefix removed;
 *   <li>{@code iceberg.hadoop.*}: set on the Hadoop configuration with the prefix removed;
 *   <li>{@code archive.embedded.directory}: where the embedded catalog lives when no {@code iceberg.catalog.*} key is
 *       given: an SQLite file {@code catalog.db} and a directory {@code warehouse} beside it;
 *   <li>{@code archive.s3.checksums}: {@code required} for S3 servers that refuse the SDK's own checksums.
 * </ul>
 *
 * <p>A warehouse on a local path uses {@link LocalFileIO}, one on S3 Iceberg's own access to it, unless
 * {@code iceberg.catalog.io-impl} names another. Where Iceberg sets no limit to its waiting, {@link PatientDefaults} does.
 */
public final class Catalogs {

    /** Name of the catalog. JDBC catalogs store tables under it, so it must not change once tables exist. */
    public static final String NAME = "iceberg.catalog";

    /** Prefix of the keys that are handed to Iceberg. */
    public static final String PREFIX = "iceberg.catalog.";

    /** Prefix of the keys that are set on the Hadoop configuration. */
    public static final String HADOOP_PREFIX = "iceberg.hadoop.";

    /** Directory of the embedded catalog and warehouse. */
    public static final String EMBEDDED_DIRECTORY = "archive.embedded.directory";

    /** Which requests to S3 carry a checksum of the SDK's. */
    public static final String S3_CHECKSUMS = "archive.s3.checksums";

    /** What {@link #S3_CHECKSUMS} may be: wherever the SDK can, or only where S3 demands it. */
    public static final String CHECKSUMS_SUPPORTED = "supported";

    public static final String CHECKSUMS_REQUIRED = "required";

    private static final Logger LOG = LoggerFactory.getLogger(Catalogs.class);
    private static final String DEFAULT_NAME = "iceberg";
    private static final Pattern S3 = Pattern.compile("s3[an]?:");

    private Catalogs() {}

    /**
     * Opens the catalog that {@code config} describes.
     *
     * @throws IllegalArgumentException when the keys are incomplete or contradict each other
     * @throws RuntimeException what the catalog implementation throws when it cannot be reached
     */
    public static Catalog open(Map<String, String> config) {
        return ContextLoader.with(Catalogs.class.getClassLoader(), () -> {
            Map<String, String> properties = properties(config);
            if (isEmbedded(config)) {
                createDirectories(Path.of(
                        properties.get(CatalogProperties.WAREHOUSE_LOCATION).replaceFirst("^file:", "")));
            }
            Configuration hadoop = new Configuration(true);
            stripped(config, HADOOP_PREFIX).forEach(hadoop::set);
            return build(config.getOrDefault(NAME, DEFAULT_NAME), properties, hadoop);
        });
    }

    /** Whether the configuration gives no catalog of its own, so that the embedded one is used. */
    public static boolean isEmbedded(Map<String, String> config) {
        return config.keySet().stream().noneMatch(key -> key.startsWith(PREFIX));
    }

    /** Whether the catalog is a file of one host: a JDBC catalog on SQLite, embedded or not. */
    public static boolean isSingleHost(Map<String, String> config) {
        return isEmbedded(config) || config.getOrDefault(PREFIX + "uri", "").startsWith("jdbc:sqlite");
    }

    /** Whether files go to a local path: of one host, unless every host mounts the same there. */
    public static boolean isLocalWarehouse(Map<String, String> config) {
        return isEmbedded(config) || isLocal(config.getOrDefault(PREFIX + CatalogProperties.WAREHOUSE_LOCATION, ""));
    }

    /** Whether tables are directories of a file system and commits are renames. */
    public static boolean isHadoop(Map<String, String> config) {
        return names(
                stripped(config, PREFIX), CatalogUtil.ICEBERG_CATALOG_TYPE_HADOOP, CatalogUtil.ICEBERG_CATALOG_HADOOP);
    }

    /** Closes a catalog; failures are logged, because nothing depends on a catalog's end. */
    public static void close(Catalog catalog) {
        if (catalog instanceof Closeable closeable) {
            try {
                closeable.close();
            } catch (IOException | RuntimeException e) {
                LOG.warn("Cannot close catalog: {}", e.getClass().getName());
            }
        }
    }

    /** What {@link #open} hands to Iceberg: enough to open the store without the catalog. */
    public static Map<String, String> fileProperties(Map<String, String> config) {
        return Map.copyOf(properties(config));
    }

    /**
     * Access to files at a location of their own, beside the warehouse or without one, by the same keys.
     *
     * @throws IllegalArgumentException when it is neither a local path nor on S3, and no {@code io-impl} is named
     */
    public static FileIO files(Map<String, String> config, String location) {
        Map<String, String> properties = stripped(config, PREFIX);
        if (isLocal(location)) {
            // Also where the warehouse is elsewhere: that one's implementation knows no local paths.
            properties.put(CatalogProperties.FILE_IO_IMPL, LocalFileIO.class.getName());
        }
        complete(config, properties, location);
        String implementation = properties.get(CatalogProperties.FILE_IO_IMPL);
        if (implementation == null) {
            throw new IllegalArgumentException("Cannot open " + location
                    + ": it is neither an absolute path nor an s3: address. Name one, or set " + PREFIX + "io-impl.");
        }
        return ContextLoader.with(Catalogs.class.getClassLoader(), () -> {
            Configuration hadoop = new Configuration(true);
            stripped(config, HADOOP_PREFIX).forEach(hadoop::set);
            return CatalogUtil.loadFileIO(implementation, properties, hadoop);
        });
    }

    private static Map<String, String> properties(Map<String, String> config) {
        Map<String, String> properties =
                isEmbedded(config) ? embedded(config.get(EMBEDDED_DIRECTORY)) : stripped(config, PREFIX);
        String warehouse = properties.getOrDefault(CatalogProperties.WAREHOUSE_LOCATION, "");
        if (isLocal(warehouse)) {
            properties.putIfAbsent(CatalogProperties.LOCK_IMPL, HostLock.class.getName());
        }
        complete(config, properties, warehouse);
        return properties;
    }

    /** How files at a location are accessed, where the configuration does not say. */
    private static void complete(Map<String, String> config, Map<String, String> properties, String location) {
        if (isLocal(location)) {
            properties.putIfAbsent(CatalogProperties.FILE_IO_IMPL, LocalFileIO.class.getName());
        } else if (S3.matcher(location).lookingAt()) {
            properties.putIfAbsent(CatalogProperties.FILE_IO_IMPL, S3FileIO.class.getName());
        }
        if (CHECKSUMS_REQUIRED.equals(config.get(S3_CHECKSUMS))) {
            properties.putIfAbsent(S3FileIOProperties.CLIENT_FACTORY, CompatibleS3Clients.class.getName());
        }
        PatientDefaults.fill(properties);
    }

    private static Catalog build(String name, Map<String, String> properties, Configuration hadoop) {
        return names(properties, CatalogUtil.ICEBERG_CATALOG_TYPE_JDBC, CatalogUtil.ICEBERG_CATALOG_JDBC)
                ? JdbcCatalogs.open(name, properties, hadoop)
                : CatalogUtil.buildIcebergCatalog(name, properties, hadoop);
    }

    private static boolean names(Map<String, String> properties, String type, String implementation) {
        String given = properties.get(CatalogProperties.CATALOG_IMPL);
        return given == null
                ? type.equalsIgnoreCase(properties.get(CatalogUtil.ICEBERG_CATALOG_TYPE))
                : given.equals(implementation);
    }

    private static boolean isLocal(String location) {
        return location.startsWith("file:") || location.startsWith("/");
    }

    private static Map<String, String> embedded(String directory) {
        if (directory == null || directory.isBlank()) {
            throw new IllegalArgumentException("Cannot open catalog: neither " + PREFIX + "* nor " + EMBEDDED_DIRECTORY
                    + " is set. Set " + EMBEDDED_DIRECTORY + " for a trial on one host, or the keys of your catalog");
        }
        Path root = Path.of(directory).toAbsolutePath().normalize();
        Map<String, String> properties = new HashMap<>();
        properties.put(CatalogUtil.ICEBERG_CATALOG_TYPE, CatalogUtil.ICEBERG_CATALOG_TYPE_JDBC);
        properties.put("jdbc.schema-version", "V1");
        // Writers of one host wait for each other instead of failing with SQLITE_BUSY.
        properties.put(
                CatalogProperties.URI,
                "jdbc:sqlite:" + root.resolve("catalog.db") + "?busy_timeout=60000&journal_mode=WAL");
        properties.put(CatalogProperties.WAREHOUSE_LOCATION, "file:" + root.resolve("warehouse"));
        return properties;
    }

    private static Map<String, String> stripped(Map<String, String> config, String prefix) {
        Map<String, String> properties = new HashMap<>();
        config.forEach((key, value) -> {
            if (key.startsWith(prefix) && value != null) {
                properties.put(key.substring(prefix.length()), value);
            }
        });
        return properties;
    }

    private static void createDirectories(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot create warehouse directory: " + directory + ". Check " + EMBEDDED_DIRECTORY, e);
        }
    }
}
