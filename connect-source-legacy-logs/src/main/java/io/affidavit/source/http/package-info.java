/** Calls to stores that are asked over HTTP: cancellable, with a time limit, their answers read as streams. */
package io.affidavit.source.http;
