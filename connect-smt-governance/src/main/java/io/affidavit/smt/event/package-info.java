/** Builds governance events from mapped rows: identity, provenance, lifecycle, key and headers. */
package io.affidavit.smt.event;
