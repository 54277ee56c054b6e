/** What the archive counts and shows. */
package io.affidavit.archive.metrics;
