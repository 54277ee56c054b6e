/** What the engine asks of a store: rows in (position, key) order, page by page, below a bound that is safe. */
package io.affidavit.source.spi;
