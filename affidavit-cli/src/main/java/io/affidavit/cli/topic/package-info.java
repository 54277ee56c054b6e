/** Reads topics as bytes, for every command that looks into one: joins no group and leaves no trace on the broker. */
package io.affidavit.cli.topic;
