package dev.headwater.core.playback.ticket;

import dev.headwater.core.archive.Span;
import dev.headwater.core.store.SecretStore;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads tickets: a version and key id, the ticket's fields, and 128 bits of HMAC-SHA-256 over both, as
 * {@value #LENGTH} characters of base64url, of a piece of the past {@value #SPAN_LENGTH}. Opaque to everybody else.
 */
public final class Tickets {
    public static final int LENGTH = 64;
    /** Of one that names a span. */
    public static final int SPAN_LENGTH = 80;
    /** A player may stay on a channel for days; line, limit and kick are looked at with every request anyway. */
    public static final Duration VALID = Duration.ofDays(7);

    private static final byte VERSION = 1;
    private static final byte SPAN_VERSION = 2;
    private static final byte KEY_ID = 1;
    private static final String HMAC = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int PAYLOAD = 2 + 4 + 8 + 4 + 8 + 6;
    private static final int SPAN_PAYLOAD = PAYLOAD + 8 + 4;
    private static final int MAC_BYTES = 16;

    private final SecretKeySpec key;
    private final SecureRandom random;
    private final InstantSource clock;

    public Tickets(SecretStore secrets, SecureRandom random, InstantSource clock) {
        this.random = random;
        this.clock = clock;
        this.key = new SecretKeySpec(
                secrets.getOrCreate("ticket-key-" + KEY_ID, () -> {
                    byte[] bytes = new byte[KEY_BYTES];
                    random.nextBytes(bytes);
                    return bytes;
                }),
                HMAC);
    }

    /** A ticket for a new playback. */
    public String mint(int line, int content) {
        return mint(line, random.nextLong(), content, null);
    }

    /** The same of a piece of a channel's past; null: of what is shown now. */
    public String mint(int line, int content, @Nullable Span span) {
        return mint(line, random.nextLong(), content, span);
    }

    /** A ticket for a playback that has a name already. */
    public String mint(int line, long session, int content, @Nullable Span span) {
        Instant now = clock.instant();
        return write(new Ticket(line, session, content, now, now.plus(VALID), span));
    }

    String write(Ticket ticket) {
        Span span = ticket.span();
        int payload = span == null ? PAYLOAD : SPAN_PAYLOAD;
        ByteBuffer out = ByteBuffer.allocate(payload + MAC_BYTES)
                .put(span == null ? VERSION : SPAN_VERSION)
                .put(KEY_ID)
                .putInt(ticket.line())
                .putLong(ticket.session())
                .putInt(ticket.content())
                .putLong(ticket.issued().toEpochMilli());
        long notAfter = ticket.notAfter().getEpochSecond();
        out.putShort((short) (notAfter >>> Integer.SIZE)).putInt((int) notAfter);
        if (span != null) {
            out.putLong(span.start().getEpochSecond())
                    .putInt(Math.toIntExact(span.length().toSeconds()));
        }
        byte[] bytes = out.array();
        System.arraycopy(mac(bytes, payload), 0, bytes, payload, MAC_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Reads a ticket of ours that is still valid; empty for anything else. */
    public Optional<Ticket> read(String text) {
        if (text.length() != LENGTH && text.length() != SPAN_LENGTH) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        int payload = bytes.length - MAC_BYTES;
        byte[] sent = Arrays.copyOfRange(bytes, payload, bytes.length);
        if (!MessageDigest.isEqual(sent, Arrays.copyOf(mac(bytes, payload), MAC_BYTES))) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (in.get() != (payload == PAYLOAD ? VERSION : SPAN_VERSION) || in.get() != KEY_ID) {
            return Optional.empty();
        }
        Ticket ticket = new Ticket(
                in.getInt(),
                in.getLong(),
                in.getInt(),
                Instant.ofEpochMilli(in.getLong()),
                Instant.ofEpochSecond(((long) in.getShort() << Integer.SIZE) | Integer.toUnsignedLong(in.getInt())),
                payload == PAYLOAD ? null : span(in));
        return ticket.notAfter().isAfter(clock.instant()) ? Optional.of(ticket) : Optional.empty();
    }

    private static Span span(ByteBuffer in) {
        return new Span(Instant.ofEpochSecond(in.getLong()), Duration.ofSeconds(in.getInt()));
    }

    private byte[] mac(byte[] bytes, int payload) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            mac.update(bytes, 0, payload);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no " + HMAC, e);
        }
    }
}
