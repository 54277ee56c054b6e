/** Which version of a schema a record claims, whether that version is accepted, and what follows if it is not. */
package io.affidavit.smt.schema;
