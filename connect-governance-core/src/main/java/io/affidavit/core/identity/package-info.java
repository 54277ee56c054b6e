/** Deterministic ids, keyed hashes and order-independent checksums of events and rows. */
package io.affidavit.core.identity;
