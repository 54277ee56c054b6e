/** The way of refused records to Connect's dead-letter topic, and the wait for its acknowledgements. */
package io.affidavit.archive.deadletter;
