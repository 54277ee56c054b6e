/** Objects as units: a store, a layout and a format put together. */
package io.affidavit.lake.object;
