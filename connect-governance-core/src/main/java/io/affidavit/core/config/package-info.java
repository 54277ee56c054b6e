/** The config-key kit: every key of every plugin is declared once, completely, and documented from that declaration. */
package io.affidavit.core.config;
