/**
 * Compares a source table, its topic and its archive row by row: by checksums of windows first, by keys where those
 * differ. {@link io.affidavit.cli.reconcile.Reconciler} knows neither database nor broker nor table format.
 */
package io.affidavit.cli.reconcile;
