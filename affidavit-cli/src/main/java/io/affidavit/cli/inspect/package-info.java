/** {@code affidavit inspect}: what a table holds, by partition and by source, without a look at any record. */
package io.affidavit.cli.inspect;
