/** Shows what a transform's configuration does, before a connector is given it. */
package io.affidavit.cli.policy;
