/** Keys of AWS KMS behind Tink's interface, found by ServiceLoader where this jar lies beside the transforms. */
package io.affidavit.kms.aws;
