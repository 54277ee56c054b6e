/** Opens the table that a command is about, with the catalog keys of the sink connector. */
package io.affidavit.cli.table;
