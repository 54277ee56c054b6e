/** Tables of MariaDB, MySQL and SQLite: how each is connected to, described, compared and bounded. */
package io.affidavit.source.jdbc;
