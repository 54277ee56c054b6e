/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Asks Spark: {@code SparkQuery CATALOG_DIRECTORY SQL...}; prints a line {@code ROW a|b|c} for every row. Of a statement that
 * begins with {@code !} it prints {@code ROW DONE}, or {@code ROW REFUSED} and why.
 */
class SparkQuery {

    public static void main(String[] arguments) throws Exception {
        String directory = arguments[0];
        try (SparkSession spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.sql.extensions", "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions")
                .config("spark.sql.catalog.iceberg", "org.apache.iceberg.spark.SparkCatalog")
                .config("spark.sql.catalog.iceberg.type", "jdbc")
                .config("spark.sql.catalog.iceberg.jdbc.schema-version", "V1")
                .config("spark.sql.catalog.iceberg.uri", "jdbc:sqlite:" + directory + "/catalog.db")
                .config("spark.sql.catalog.iceberg.warehouse", "file:" + directory + "/warehouse")
                .getOrCreate()) {
            for (int i = 1; i < arguments.length; i++) {
                if (arguments[i].startsWith("!")) {
                    System.out.println("ROW " + attempt(spark, arguments[i].substring(1)));
                    continue;
                }
                for (Row row : spark.sql(arguments[i]).collectAsList()) {
                    System.out.println("ROW "
                            + IntStream.range(0, row.length())
                                    .mapToObj(column -> String.valueOf(row.get(column)))
                                    .collect(Collectors.joining("|")));
                }
            }
        }
    }

    private static String attempt(SparkSession spark, String sql) {
        try {
            spark.sql(sql).collectAsList();
            return "DONE";
        } catch (Exception e) {
            return "REFUSED " + String.valueOf(e.getMessage()).replace('\n', ' ');
        }
    }
}
