/**
 * Makes labelled AI events to measure detection on. Values are built by the public rules for their check digits and layouts,
 * not by the rules of our own detectors, which would only measure themselves.
 */
package io.affidavit.bench.corpus;
