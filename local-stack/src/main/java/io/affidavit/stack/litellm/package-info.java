/** Representative AI logs: the spend log table of a LiteLLM proxy, filled from a seed. */
package io.affidavit.stack.litellm;
