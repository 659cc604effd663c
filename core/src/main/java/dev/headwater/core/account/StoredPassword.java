package dev.headwater.core.account;

import org.jspecify.annotations.Nullable;

/**
 * A password as it is kept.
 *
 * @param digest base64 of HMAC-SHA-256 under a pepper that is not in the database
 * @param sealed base64 of AES-256-GCM (nonce, then ciphertext), for links and QR codes; null: it can not be revealed
 */
public record StoredPassword(String digest, @Nullable String sealed) {
    @Override
    public String toString() {
        return "StoredPassword[…]";
    }
}
