/**
 * Tells where in a record sensitive content stands, for reports: the scanner of the transforms, asked value by value. What it
 * returns holds places, labels and scores, never content.
 */
package io.affidavit.smt.exposure;
