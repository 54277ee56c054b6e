/** Both ends of the stream: who sends decisions, who hears of incidents, and how far everybody is. */
package io.affidavit.examples.credit.watch;
