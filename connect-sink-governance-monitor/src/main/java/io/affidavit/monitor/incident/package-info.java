/** Incidents: what a monitor tells people, in one form for every detector, named so that telling it twice changes nothing. */
package io.affidavit.monitor.incident;
