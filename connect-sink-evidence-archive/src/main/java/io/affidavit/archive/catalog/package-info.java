/** Opens the Iceberg catalog that holds the archive, from the keys Iceberg users already know. */
package io.affidavit.archive.catalog;
