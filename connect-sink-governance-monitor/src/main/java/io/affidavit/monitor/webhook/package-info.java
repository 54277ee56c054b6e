/** Incidents to people: what is worth telling, in the form of each receiver, over HTTP with patience. */
package io.affidavit.monitor.webhook;
