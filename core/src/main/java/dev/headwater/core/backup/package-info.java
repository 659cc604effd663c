/**
 * Backup and restore over the store ports: one format for every adapter.
 *
 * <p>A file is one line of text, {@code headwater-backup VERSION …}, that says how the rest is read; then gzip, enciphered
 * where a passphrase was given; then the SHA-256 of everything before it, 32 bytes. Inside are entries, each a line of JSON
 * and as many bytes as it says: a header, secrets, items, objects, and an end with the counts.
 */
@NullMarked
package dev.headwater.core.backup;

import org.jspecify.annotations.NullMarked;
