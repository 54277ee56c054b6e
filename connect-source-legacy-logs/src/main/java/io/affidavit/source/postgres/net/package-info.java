/** The connection's socket: read in few and large pieces. */
package io.affidavit.source.postgres.net;
