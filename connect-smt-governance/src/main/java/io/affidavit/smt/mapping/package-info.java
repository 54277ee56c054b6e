/**
 * Mapping files: versioned YAML that says which source column becomes which field of the event contract. Read strictly and
 * compiled once; evaluated per row.
 */
package io.affidavit.smt.mapping;
