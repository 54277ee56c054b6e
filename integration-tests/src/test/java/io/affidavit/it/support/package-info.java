/** What the integration tests stand on: one shared stack, and pipelines of their own upon it. */
package io.affidavit.it.support;
