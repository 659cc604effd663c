package dev.headwater.core.admin;

import dev.headwater.core.store.Key;
import dev.headwater.core.store.SecretStore;
import dev.headwater.core.store.StoreException;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import dev.headwater.core.store.codec.ItemTable.Versioned;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps people logged in: {@code hwr_FAMILY_SECRET}, good for 30 days from the login and 7 from its last use. Each use
 * gives the next of the family and ends the one before. An older one that comes back was stolen, or its successor was:
 * the family ends. Only the one directly before may come again, within 10 s, and gives the same next one as it did: a
 * lost answer, or two tabs that ask at once, log nobody out and open no second line of tokens.
 *
 * <p>The next secret is an HMAC of the one before, so that it can be given twice though only its SHA-256 is kept.
 */
public final class RefreshTokens {
    /** Of the secret behind every token. */
    public static final String KEY_NAME = "admin-refresh-key";

    private static final Pattern TOKEN = Pattern.compile("hwr_([0-9a-f]{32})_(" + Opaque.SECRET + ")");
    private static final String HMAC = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int FAMILY_BYTES = 16;
    private static final int MAX_ATTEMPTS = 1000;

    private final ItemTable<RefreshFamily> families;
    private final ItemTable<Ref> index;
    private final Administrators administrators;
    private final SecretKeySpec key;
    private final SecureRandom random;
    private final InstantSource clock;

    public RefreshTokens(
            TableStore accounts,
            Administrators administrators,
            SecretStore secrets,
            SecureRandom random,
            InstantSource clock) {
        this.families = new ItemTable<>(accounts, ItemCodec.of(RefreshFamily.class));
        this.index = new ItemTable<>(accounts, ItemCodec.of(Ref.class));
        this.administrators = administrators;
        this.key = new SecretKeySpec(
                secrets.getOrCreate(KEY_NAME, () -> {
                    byte[] made = new byte[KEY_BYTES];
                    random.nextBytes(made);
                    return made;
                }),
                HMAC);
        this.random = random;
        this.clock = clock;
    }

    /** Points from a person to a family. */
    record Ref(String family) {}

    /**
     * A token as it is handed out, once. Prints itself without it.
     *
     * @param expiresAt unless it is used before
     */
    public record Token(String text, String family, Instant expiresAt) {
        @Override
        public String toString() {
            return "Token[" + family + ", …]";
        }
    }

    /** What became of a use. */
    public sealed interface Use {
        record Renewed(Token token, Administrator administrator) implements Use {}

        /** No token, an expired or revoked one, or of somebody who may not log in any more. */
        record Refused() implements Use {}

        /** One that was used before: its family is no more. Worth a line in the audit log. */
        record Reused(int administrator, String family) implements Use {}
    }

    /** A login that is still good. */
    public record Login(String family, Instant loggedInAt, Instant usedAt) {}

    /** The first token after a login. */
    public Token start(Administrator administrator) {
        Instant now = clock.instant();
        String family = Opaque.id(random, FAMILY_BYTES);
        String secret = Opaque.secret(random);
        RefreshFamily made = new RefreshFamily(
                family, administrator.id(), administrator.tokensSince(), Opaque.digest(secret), null, now, now);
        // Before the family: what the index does not know, nobody could revoke.
        index.replace(indexKey(administrator.id(), family), null, new Ref(family), now.plus(RefreshFamily.LIFETIME));
        families.replace(key(family), null, made, made.expiresAt());
        return token(made, secret);
    }

    /** Gives the next token for this one. */
    public Use use(String token) {
        Matcher matcher = TOKEN.matcher(token);
        if (!matcher.matches()) {
            return new Use.Refused();
        }
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Optional<Use> used = attempt(matcher.group(1), matcher.group(2));
            if (used.isPresent()) {
                return used.get();
            }
        }
        throw new StoreException("a refresh token was still contended after " + MAX_ATTEMPTS + " attempts");
    }

    /** Empty: somebody else wrote in between. */
    private Optional<Use> attempt(String name, String secret) {
        Instant now = clock.instant();
        Versioned<RefreshFamily> read = families.findVersioned(key(name)).orElse(null);
        if (read == null) {
            return Optional.of(new Use.Refused());
        }
        RefreshFamily family = read.value();
        Administrator who = administrators
                .find(family.administrator())
                .filter(found -> found.admits(family.since()))
                .orElse(null);
        if (who == null || !now.isBefore(family.expiresAt())) {
            forget(family);
            return Optional.of(new Use.Refused());
        }
        if (family.isCurrent(secret)) {
            String next = next(name, secret);
            RefreshFamily rotated = family.rotated(next, now);
            return families.replace(key(name), read, rotated, rotated.expiresAt())
                    .map(written -> new Use.Renewed(token(rotated, next), who));
        }
        if (family.isRepeated(secret, now)) {
            return Optional.of(new Use.Renewed(token(family, next(name, secret)), who));
        }
        forget(family);
        return Optional.of(new Use.Reused(family.administrator(), name));
    }

    /** Ends a login; one that is none is no error. */
    public void revoke(String family) {
        if (family.matches("[0-9a-f]{32}")) {
            families.find(key(family)).ifPresent(this::forget);
        }
    }

    /** Ends every login of a person. Access tokens end by {@link Administrator#endTokens}. */
    public void revokeAll(int administrator) {
        for (Ref ref : index.list(indexOf(administrator))) {
            families.delete(key(ref.family()));
            index.delete(indexKey(administrator, ref.family()));
        }
    }

    /** The logins of a person that are still good. */
    public List<Login> list(Administrator administrator) {
        Instant now = clock.instant();
        return index.list(indexOf(administrator.id())).stream()
                .flatMap(ref -> families.findReadable(key(ref.family())).stream())
                .filter(family -> now.isBefore(family.expiresAt()) && administrator.admits(family.since()))
                .map(family -> new Login(family.family(), family.loggedInAt(), family.usedAt()))
                .toList();
    }

    private void forget(RefreshFamily family) {
        families.delete(key(family.family()));
        index.delete(indexKey(family.administrator(), family.family()));
    }

    private String next(String family, String secret) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return Opaque.base64(mac.doFinal((family + "." + secret).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no " + HMAC, e);
        }
    }

    private static Token token(RefreshFamily family, String secret) {
        return new Token("hwr_" + family.family() + "_" + secret, family.family(), family.expiresAt());
    }

    private static Key key(String family) {
        return new Key("REFRESH#" + family, "FAMILY");
    }

    private static String indexOf(int administrator) {
        return "REFRESHOF#" + administrator;
    }

    private static Key indexKey(int administrator, String family) {
        return new Key(indexOf(administrator), family);
    }
}
