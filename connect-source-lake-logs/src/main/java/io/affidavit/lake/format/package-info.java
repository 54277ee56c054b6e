/** Formats of logs in files: rows out of bytes, one at a time. */
package io.affidavit.lake.format;
