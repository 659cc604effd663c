package dev.headwater.core.admin;

import dev.headwater.core.InvalidValueException;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import dev.headwater.core.store.codec.ItemTable.Versioned;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** All API keys: {@code hwk_ID_SECRET}. A key's authority is its item in {@code APIKEYS}; {@code APIKEYNAME#name} claims the name. */
public final class ApiKeys {
    /** How a key is stored. */
    public static final ItemCodec<ApiKey> CODEC = ItemCodec.of(ApiKey.class);

    private static final String PARTITION = "APIKEYS";
    private static final Pattern TOKEN = Pattern.compile("hwk_([0-9a-f]{16})_(" + Opaque.SECRET + ")");
    private static final int ID_BYTES = 8;
    private static final Duration USE_WRITTEN_EVERY = Duration.ofHours(1);

    private final ItemTable<ApiKey> table;
    private final NameClaims names;
    private final SecureRandom random;
    private final InstantSource clock;
    private final String nobodys;

    public ApiKeys(TableStore accounts, SecureRandom random, InstantSource clock) {
        this.table = new ItemTable<>(accounts, CODEC);
        this.names = new NameClaims(accounts, "APIKEYNAME");
        this.random = random;
        this.clock = clock;
        this.nobodys = Opaque.digest(Opaque.secret(random));
    }

    /**
     * What somebody wants a key to be.
     *
     * @param tenant null: the creator's
     * @param expiresAt null: never
     */
    public record Wanted(
            String name,
            Set<Permission> permissions,
            @Nullable Integer tenant,
            @Nullable Instant expiresAt) {}

    /** What became of the wish. */
    public sealed interface Creation {
        /** @param token shown this once */
        record Created(ApiKey key, String token) implements Creation {
            @Override
            public String toString() {
                return "Created[" + key + ", …]";
            }
        }

        record NameTaken() implements Creation {}

        /** @param permissions that the creator does not have, or that no key of a reseller can have */
        record Beyond(Set<Permission> permissions) implements Creation {}

        /** The creator belongs to another reseller. */
        record ForeignTenant() implements Creation {}
    }

    /** Makes a key that may do no more than its creator; {@link IllegalArgumentException} where the wish is none. */
    public Creation create(Caller creator, Wanted wanted) {
        Instant now = clock.instant();
        require(wanted, now);
        Integer own = creator.tenant();
        Integer tenant = wanted.tenant() == null ? own : wanted.tenant();
        if (own != null && !own.equals(tenant)) {
            return new Creation.ForeignTenant();
        }
        Set<Permission> beyond = beyond(creator, wanted.permissions(), tenant);
        if (!beyond.isEmpty()) {
            return new Creation.Beyond(beyond);
        }
        String id = Opaque.id(random, ID_BYTES);
        String secret = Opaque.secret(random);
        ApiKey made = new ApiKey(
                id,
                wanted.name(),
                Opaque.digest(secret),
                wanted.permissions(),
                tenant,
                wanted.expiresAt(),
                now,
                creator.name(),
                null);
        table.put(key(id), made);
        if (!names.claim(wanted.name(), id, other -> table.exists(key(other)))) {
            table.delete(key(id));
            return new Creation.NameTaken();
        }
        return new Creation.Created(made, "hwk_" + id + "_" + secret);
    }

    private static void require(Wanted wanted, Instant now) {
        Administrator.requireName(wanted.name());
        if (wanted.permissions().isEmpty()) {
            throw new InvalidValueException("scopes", "a key needs at least one permission");
        }
        if (wanted.expiresAt() != null && !wanted.expiresAt().isAfter(now)) {
            throw new InvalidValueException("days", "a key must expire in the future");
        }
    }

    private static Set<Permission> beyond(Caller creator, Set<Permission> wanted, @Nullable Integer tenant) {
        Set<Permission> beyond = EnumSet.copyOf(wanted);
        beyond.removeIf(permission -> creator.may(permission)
                && (tenant == null || Role.RESELLER.permissions().contains(permission)));
        return beyond;
    }

    /** The key of a token, where it is good at this moment. An unknown id takes as long as a known one. */
    public Optional<ApiKey> find(String token) {
        Matcher matcher = TOKEN.matcher(token);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Optional<Versioned<ApiKey>> found = table.findVersioned(key(matcher.group(1)));
        boolean fits = Opaque.fits(
                matcher.group(2), found.map(read -> read.value().digest()).orElse(nobodys));
        Instant now = clock.instant();
        Optional<Versioned<ApiKey>> good =
                found.filter(read -> fits && read.value().livesAt(now));
        good.ifPresent(read -> used(read, now));
        return good.map(Versioned::value);
    }

    /** Which key somebody sent, good or not; that id is no secret. Empty: it has not the form of one. */
    public static Optional<String> idOf(String token) {
        Matcher matcher = TOKEN.matcher(token);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private void used(Versioned<ApiKey> read, Instant now) {
        Instant last = read.value().lastUsed();
        if (last == null || !now.isBefore(last.plus(USE_WRITTEN_EVERY))) {
            // Over what was read, so that a key removed meanwhile stays so; who loses leaves it to who won.
            table.replace(key(read.value().id()), read, read.value().usedAt(now), null);
        }
    }

    /** Every key, expired ones too. */
    public List<ApiKey> list() {
        return table.list(PARTITION);
    }

    public Optional<ApiKey> findByName(String name) {
        return Administrator.isName(name)
                ? names.find(name)
                        .flatMap(id -> table.find(key(id)))
                        .filter(key -> key.name().equals(name))
                : Optional.empty();
    }

    /** The key of that name, where it is good at this moment. */
    public Optional<ApiKey> findLiving(String name) {
        return findByName(name).filter(key -> key.livesAt(clock.instant()));
    }

    /** Ends a key at once, and those that were made with it. Empty: there was none of that name. */
    public Optional<ApiKey> remove(String name) {
        Optional<ApiKey> found = findByName(name);
        found.ifPresent(key -> {
            table.delete(key(key.id()));
            names.release(name, key.id());
            list().stream()
                    .filter(other -> other.createdBy().equals(key.caller().name()))
                    .forEach(other -> remove(other.name()));
        });
        return found;
    }

    private static Key key(String id) {
        return new Key(PARTITION, id);
    }
}
