/**
 * Samples a topic, a table or a file, and tells what sensitive content is exposed by label, field and tenant; compares two such
 * scans. Reports hold counts and places, never content.
 */
package io.affidavit.cli.scan;
