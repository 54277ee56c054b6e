/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Reads an archive through its own catalog with Spark.
 *
 * <p>Arguments: the archive's directory and the number of rows it must hold. Ends with code 1 on any difference.
 */
final class ReadArchive {
    private ReadArchive() {}

    public static void main(String[] arguments) throws IOException {
        Path archive = Path.of(arguments[0]);
        long wanted = Long.parseLong(arguments[1]);
        try (SparkSession spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.catalog.iceberg", "org.apache.iceberg.spark.SparkCatalog")
                .config("spark.sql.catalog.iceberg.type", "jdbc")
                .config("spark.sql.catalog.iceberg.uri", "jdbc:sqlite:" + archive.resolve("catalog.db"))
                .config("spark.sql.catalog.iceberg.jdbc.schema-version", "V1")
                .config("spark.sql.catalog.iceberg.warehouse", "file:" + archive.resolve("warehouse"))
                .getOrCreate()) {
            Row counts = spark.sql("SELECT count(*), count(DISTINCT event_id), count(DISTINCT source.key)"
                            + " FROM iceberg.governance.events")
                    .first();
            List<Row> partitions = spark.sql("SELECT retention_class, custody, count(*) AS events, min(event_time),"
                            + " max(event_time) FROM iceberg.governance.events GROUP BY 1, 2 ORDER BY 1, 2")
                    .collectAsList();
            partitions.forEach(System.out::println);
            System.out.println("rows, distinct events, distinct source keys: " + counts);
            for (int column = 0; column < 3; column++) {
                if (counts.getLong(column) != wanted) {
                    System.err.println("Spark does not see " + wanted + " rows.");
                    System.exit(1);
                }
            }
        }
    }
}
