/** The {@code affidavit} command: its entry point; each family of subcommands has a package of its own. */
package io.affidavit.cli;
