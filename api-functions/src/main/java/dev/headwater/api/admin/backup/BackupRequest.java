package dev.headwater.api.admin.backup;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.headwater.api.admin.Secret;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is to be backed up, and where to. Prints itself without its passphrase.
 *
 * @param file absolute, on the machine that does it, for whoever owns its data folder; nothing stands there yet. Null: it
 *     is kept until it was fetched
 * @param media whether packaged films go with it; null: no
 * @param passphraseFile absolute, for whoever owns the data folder; its first line is the passphrase
 * @param passphrase what it is enciphered with, 1 to 1,024 characters; null, and no file: it is not
 */
@Schema(example = "{\"media\": false, \"passphrase\": \"correct horse battery\"}")
public record BackupRequest(
        @Nullable String file,
        @Nullable Boolean media,
        @Nullable String passphraseFile,
        @Secret @Nullable String passphrase) {
    public boolean withMedia() {
        return Boolean.TRUE.equals(media);
    }

    @JsonIgnore // No field of what is sent.
    public boolean isEnciphered() {
        return passphrase != null || passphraseFile != null;
    }

    @Override
    public String toString() {
        return "BackupRequest[" + file + "]";
    }
}
