/** Records that cannot be archived as events: kept in a table of their own, with the rule that refused them. */
package io.affidavit.archive.quarantine;
