/** The credit monitor: planted faults in a stream of decisions, found and told while the stream still runs. */
package io.affidavit.examples.credit;
