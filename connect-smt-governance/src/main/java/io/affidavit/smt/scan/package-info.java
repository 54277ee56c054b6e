/**
 * Finds sensitive content in text: one pass per text, candidates anchored at trigger characters, bounded hand-written
 * matchers. Time is linear in the text whatever it holds, and clean text allocates nothing. Nothing here knows Kafka.
 */
package io.affidavit.smt.scan;
