/** A client of a Connect worker's REST interface. */
package io.affidavit.stack.rest;
