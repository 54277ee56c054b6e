/** The stream: a week of seeded credit decisions, and what is wrong with some of them. */
package io.affidavit.examples.credit.stream;
