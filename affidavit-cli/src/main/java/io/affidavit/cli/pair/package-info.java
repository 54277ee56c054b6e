/** Pairs what live producers send with what is migrated from their logs, by keys that both paths share. */
package io.affidavit.cli.pair;
