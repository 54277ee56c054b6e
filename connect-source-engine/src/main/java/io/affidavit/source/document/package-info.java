/** Rows without a schema: what a JSON document is as a record's value, and what its hash covers. */
package io.affidavit.source.document;
