/** Writes rows into data files, one open file per partition, and takes the evidence of each file while it is written. */
package io.affidavit.archive.write;
