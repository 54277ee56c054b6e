/**
 * One source row, whatever form it came in: reads columns and paths into nested or stringified JSON, and remembers what was
 * read so that nothing else is lost.
 */
package io.affidavit.smt.row;
