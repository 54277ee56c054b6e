/** Writes records to a topic of our own and waits until they are safe. */
package io.affidavit.smt.topic;
