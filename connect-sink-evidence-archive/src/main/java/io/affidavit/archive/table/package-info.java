/** The layout of the archive's tables: columns, partitions, properties, and how the schema may grow. */
package io.affidavit.archive.table;
