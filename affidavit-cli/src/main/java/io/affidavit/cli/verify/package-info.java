/** {@code affidavit verify}: recomputes what a table's statements claim. */
package io.affidavit.cli.verify;
