/** Measurements of our parts beside their peers, in one process run, by CPU time. */
package io.affidavit.bench;
