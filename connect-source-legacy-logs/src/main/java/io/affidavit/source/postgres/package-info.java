/** PostgreSQL as a row store: sessions, table metadata, the page query, safe bounds and validation. */
package io.affidavit.source.postgres;
