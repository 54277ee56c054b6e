/** What tests of every module share. */
package io.affidavit.core.testing;
