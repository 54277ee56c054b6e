/** Object stores to read from: S3 and what speaks its protocol, and directories. */
package io.affidavit.lake.store;
