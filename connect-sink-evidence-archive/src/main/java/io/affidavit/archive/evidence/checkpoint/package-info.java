/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Checkpoints: the state of a table's chain of statements in a few lines of signed text, for witnesses outside.
 *
 * <p>The statements are the leaves of one RFC 6962 tree, in their sequence. A {@link
 * io.affidavit.archive.evidence.checkpoint.Checkpoint} is its size and root, in the format that the witnesses of transparency
 * logs take (C2SP tlog-checkpoint, signed-note); a {@link io.affidavit.archive.evidence.checkpoint.Succession} shows that one
 * is the continuation of another. Whoever keeps a checkpoint notices when the chain was cut, put back or written anew.
 */
package io.affidavit.archive.evidence.checkpoint;
