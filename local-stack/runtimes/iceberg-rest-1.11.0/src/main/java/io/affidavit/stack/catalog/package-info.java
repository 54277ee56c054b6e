/** Iceberg's REST catalog server as a process of its own. */
package io.affidavit.stack.catalog;
