/** Opens the Iceberg catalog that a plugin reads or writes, from the keys Iceberg users already know. */
package io.affidavit.catalog;
