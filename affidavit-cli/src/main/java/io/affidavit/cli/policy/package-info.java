/** {@code affidavit policy}: checks, compares, tries, signs and publishes policy documents, before a connector is given one. */
package io.affidavit.cli.policy;
