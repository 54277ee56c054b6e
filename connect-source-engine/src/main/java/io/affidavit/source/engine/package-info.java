/** Reads a table in windows of deterministic lanes, whatever the store. */
package io.affidavit.source.engine;
