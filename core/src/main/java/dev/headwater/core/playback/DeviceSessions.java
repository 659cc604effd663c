package dev.headwater.core.playback;

import dev.headwater.core.account.ClientIdentity;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Names of sessions whose players ask for each part anew, by nothing but an address. */
final class DeviceSessions {
    private DeviceSessions() {}

    /** The same for one device and what it plays, and for nothing else. */
    static long of(String played, ClientIdentity device) {
        try {
            byte[] named =
                    (played + "\n" + device.address() + "\n" + device.userAgent()).getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(named))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }
}
