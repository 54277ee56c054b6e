/** Spares the source: how fast, how much at a time and at which hours it is read. */
package io.affidavit.source.throttle;
