/** What the archive holds, drawn: one HTML file that needs nothing else. */
package io.affidavit.examples.credit.report;
