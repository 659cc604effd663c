package dev.headwater.core.admin;

import dev.headwater.core.catalog.IdSequence;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import dev.headwater.core.store.codec.ItemTable.Versioned;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The way in while there is no administrator: a token, {@code hws_SECRET}, good for 24 hours and once, with which the
 * first owner is made. There is never more than one: a new one replaces it.
 */
public final class SetupTokens {
    public static final Duration LIFETIME = Duration.ofHours(24);

    private static final Key KEY = new Key("SETUP", "TOKEN");
    private static final Pattern TOKEN = Pattern.compile("hws_" + Opaque.SECRET);

    private final ItemTable<Stored> table;
    private final Administrators administrators;
    private final PasswordHasher hasher;
    private final IdSequence ids;
    private final SecureRandom random;
    private final InstantSource clock;

    /** @param ids {@link IdSequence#ADMINISTRATOR} */
    public SetupTokens(
            TableStore accounts,
            Administrators administrators,
            PasswordHasher hasher,
            IdSequence ids,
            SecureRandom random,
            InstantSource clock) {
        this.table = new ItemTable<>(accounts, ItemCodec.of(Stored.class));
        this.administrators = administrators;
        this.hasher = hasher;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    record Stored(String digest, Instant until) {
        @Override
        public String toString() {
            return "Stored[…]";
        }
    }

    /** Where a token is put for the operator to find: the terminal, a secret of the cloud. */
    @FunctionalInterface
    public interface Place {
        void put(String token);
    }

    /** What became of a set-up. */
    public sealed interface SetUp {
        record Made(Administrator owner) implements SetUp {}

        /** Not the token, too late, or somebody is there already. */
        record Refused() implements SetUp {}

        /** Too many hash at this moment: the token is still good. */
        record Busy() implements SetUp {}
    }

    /** Makes a token and puts it there, while nobody is stored; false: somebody is. */
    public boolean offer(Place place) {
        if (administrators.exist()) {
            return false;
        }
        String token = "hws_" + Opaque.secret(random);
        Instant until = clock.instant().plus(LIFETIME);
        table.put(KEY, new Stored(Opaque.digest(token), until));
        place.put(token);
        return true;
    }

    /**
     * Makes the first owner.
     *
     * @throws IllegalArgumentException where name or password are none; the token is still good
     */
    public SetUp use(String token, String name, String password) {
        Optional<Versioned<Stored>> found =
                TOKEN.matcher(token).matches() ? table.findVersioned(KEY).filter(this::isGood) : Optional.empty();
        if (found.isEmpty() || !Opaque.fits(token, found.get().value().digest()) || administrators.exist()) {
            return new SetUp.Refused();
        }
        Administrator.requireName(name);
        return switch (hasher.hash(password)) {
            case PasswordHasher.Hashing.Busy() -> new SetUp.Busy();
            case PasswordHasher.Hashing.Hashed(String phc) ->
                // Used up before somebody is made: of two at once, one is. Who then dies half way starts anew.
                table.delete(KEY, found.get()) ? made(name, phc) : new SetUp.Refused();
        };
    }

    private boolean isGood(Versioned<Stored> stored) {
        return clock.instant().isBefore(stored.value().until());
    }

    private SetUp made(String name, String phc) {
        Administrator owner = Administrator.of(ids.next(), name, Role.OWNER, phc, clock.instant());
        return administrators.add(owner) ? new SetUp.Made(owner) : new SetUp.Refused();
    }
}
