/** Reports that are signed, so that whoever reads one later can tell that nobody changed it. */
package io.affidavit.cli.report;
