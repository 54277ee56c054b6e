/** Takes the configuration of one transform out of a connector's, for commands that do what a transform would do. */
package io.affidavit.cli.transform;
