/** Commands about the policy gate: what it kept back, and the decisions of people on it. Never prints content. */
package io.affidavit.cli.gate;
