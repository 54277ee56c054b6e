/**
 * What happens to a record that a transform may not let pass: it leaves the stream in band, with a rule id and a protected
 * payload. Connect has no dead-letter queue for sources, and the one for sinks receives the original bytes.
 */
package io.affidavit.smt.reject;
