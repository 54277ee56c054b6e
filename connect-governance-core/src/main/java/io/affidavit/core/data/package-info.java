/** Paths into records, and JSON as text that hashes the same everywhere. */
package io.affidavit.core.data;
