package dev.headwater.api.admin.auth;

/** What access tokens are signed with. */
public final class AccessTokenSecret {
    private final byte[] bytes;

    /** @param bytes 32 or more */
    public AccessTokenSecret(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    byte[] bytes() {
        return bytes.clone();
    }
}
