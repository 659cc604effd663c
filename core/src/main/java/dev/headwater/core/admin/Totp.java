package dev.headwater.core.admin;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.Sealer;
import dev.headwater.core.store.SecretStore;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;

/**
 * The second factor: six digits of an app, new every 30 seconds (RFC 6238, HMAC-SHA-1 as apps take it). A code of the
 * step before or after is taken too, since clocks differ, and each code once.
 */
public final class Totp {
    /** How long somebody has to type the first code. */
    public static final Duration ENROLMENT = Duration.ofMinutes(15);

    /** RFC 4226 recommends 160 bits. */
    private static final int SECRET_BYTES = 20;

    private static final int STEPS_OFF = 1;

    private final Administrators administrators;
    private final ItemTable<Pending> pending;
    private final Sealer sealer;
    private final SecureRandom random;
    private final InstantSource clock;
    private final TimeBasedOneTimePasswordGenerator generator = new TimeBasedOneTimePasswordGenerator();

    public Totp(
            TableStore accounts,
            Administrators administrators,
            SecretStore secrets,
            SecureRandom random,
            InstantSource clock) {
        this.administrators = administrators;
        this.pending = new ItemTable<>(accounts, ItemCodec.of(Pending.class));
        this.sealer = new Sealer(secrets, "admin-totp-seal-key", random);
        this.random = random;
        this.clock = clock;
    }

    /** A secret that no code has confirmed yet. */
    record Pending(String sealed, Instant until) {}

    /**
     * What a person puts into their app. Prints itself without it.
     *
     * @param secret base32, for typing
     * @param uri {@code otpauth://totp/…}, for a QR code
     */
    public record Enrolment(String secret, String uri) {
        @Override
        public String toString() {
            return "Enrolment[…]";
        }
    }

    /**
     * Makes a secret, which counts once {@link #confirm} was given a code of it; until then all stays as it was.
     *
     * @param issuer the name of the service, as the app shows it
     */
    public Enrolment begin(Administrator administrator, String issuer) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String secret = Base32.encode(bytes);
        Instant until = clock.instant().plus(ENROLMENT);
        Key key = key(administrator.id());
        pending.put(key, new Pending(seal(administrator.id(), secret), until));
        return new Enrolment(secret, uri(administrator.name(), issuer, secret));
    }

    /** Puts the new secret in force, where the code is one of it; false: it is not, or nothing was begun. */
    public boolean confirm(int administrator, String code) {
        Optional<ItemTable.Versioned<Pending>> found = pending.findVersioned(key(administrator));
        if (found.isEmpty() || !clock.instant().isBefore(found.get().value().until())) {
            return false;
        }
        String sealed = found.get().value().sealed();
        OptionalLong step = step(administrator, sealed, code);
        return step.isPresent()
                && pending.delete(key(administrator), found.get())
                && administrators.changeIf(
                        administrator, who -> true, who -> who.withTotp(new StoredTotp(sealed, step.getAsLong())));
    }

    /** Whether the code is good, and takes it for this once. */
    boolean take(Administrator administrator, StoredTotp totp, String code) {
        OptionalLong step = step(administrator.id(), totp.sealed(), code);
        return step.isPresent() && administrators.useTotpStep(administrator.id(), totp.sealed(), step.getAsLong());
    }

    /** The step whose code it is. */
    private OptionalLong step(int administrator, String sealed, String code) {
        byte[] given = code.strip().getBytes(StandardCharsets.UTF_8);
        SecretKeySpec key = new SecretKeySpec(Base32.decode(sealer.unseal(sealed, context(administrator))), "HmacSHA1");
        Duration length = generator.getTimeStep();
        long now = clock.instant().getEpochSecond() / length.toSeconds();
        OptionalLong found = OptionalLong.empty();
        for (long step = now - STEPS_OFF; step <= now + STEPS_OFF; step++) {
            if (MessageDigest.isEqual(given, code(key, Instant.ofEpochSecond(step * length.toSeconds())))) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    private byte[] code(SecretKeySpec key, Instant at) {
        try {
            return generator.generateOneTimePasswordString(key, at, Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("this JDK takes no key for HmacSHA1");
        }
    }

    /** As Google Authenticator's "Key Uri Format" has it; the label repeats the issuer, for apps that read only one. */
    private static String uri(String name, String issuer, String secret) {
        String service = encoded(issuer);
        return "otpauth://totp/" + service + ":" + encoded(name) + "?secret=" + secret + "&issuer=" + service
                + "&algorithm=SHA1&digits=6&period=30";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String seal(int administrator, String secret) {
        return sealer.seal(secret, context(administrator));
    }

    private static String context(int administrator) {
        return "totp#" + administrator;
    }

    private static Key key(int administrator) {
        return new Key("ADMINTOTP#" + administrator, "PENDING");
    }
}
