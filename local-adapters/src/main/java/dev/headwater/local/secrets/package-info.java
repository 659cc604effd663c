/** Secrets as files that only their owner reads. */
package dev.headwater.local.secrets;
