package dev.headwater.standalone.backup;

import org.jspecify.annotations.Nullable;

/**
 * What is to be backed up, and where to.
 *
 * @param file absolute, on the machine that does it; nothing stands there yet
 * @param media whether packaged films go with it
 * @param passphraseFile absolute; null: it is not enciphered
 */
public record BackupRequest(
        String file, boolean media, @Nullable String passphraseFile) {}
