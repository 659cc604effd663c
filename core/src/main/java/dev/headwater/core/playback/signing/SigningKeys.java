package dev.headwater.core.playback.signing;

import dev.headwater.core.playback.signing.KeyRing.Entry;
import dev.headwater.core.playback.signing.KeyRing.Role;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.SecretStore;
import dev.headwater.core.store.StoreException;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import dev.headwater.core.store.codec.ItemTable.Versioned;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The keys of the edges, as they are at each moment. There are two from the first day, so that a rotation never has to
 * wait: one signs, edges know the next one already, and former ones are trusted while what they signed may be valid. Edges
 * that can not ask are told of two beforehand: see {@link RegisteredKey}.
 *
 * <p>A rotation is followed at once in its own process and within 5 s in others. Methods may block on the stores, except
 * what {@link #finder()} returns.
 */
public final class SigningKeys {
    private static final Duration REFRESHED_AFTER = Duration.ofSeconds(5);
    static final Key RING = new Key("SIGNING_KEYS", "RING");

    private final SecretStore secrets;
    private final ItemTable<KeyRing> rings;
    private final InstantSource clock;
    private final ReentrantLock refreshing = new ReentrantLock();
    private final Map<Integer, SigningKey> read = new ConcurrentHashMap<>();
    private volatile Snapshot snapshot;

    private record Held(SigningKey key, Entry entry) {}

    private record Snapshot(Map<String, Held> byId, SigningKey active, Instant readAt) {}

    private SigningKeys(SecretStore secrets, TableStore accounts, InstantSource clock) {
        this.secrets = secrets;
        this.rings = new ItemTable<>(accounts, ItemCodec.of(KeyRing.class));
        this.clock = clock;
        Instant now = clock.instant();
        KeyRing ring = rings.update(
                        RING,
                        stored -> stored.isEmpty()
                                ? Optional.of(KeyRing.first(now))
                                : stored.map(r -> r.cleaned(now)).filter(r -> !stored.equals(Optional.of(r))))
                .orElseThrow();
        this.snapshot = snapshot(ring, now);
    }

    /** Reads the keys, making two on the first day and forgetting those that are trusted no more. */
    public static SigningKeys load(SecretStore secrets, TableStore accounts, InstantSource clock) {
        return new SigningKeys(secrets, accounts, clock);
    }

    /** The name of the secret a key is kept as. */
    public static String secretName(int number) {
        return "signing-key-" + number;
    }

    /** The key that signs now. */
    public SigningKey active() {
        return current().active();
    }

    /** What an edge has to know: public keys by key pair id. */
    public Map<String, PublicKey> publicKeys() {
        Instant now = clock.instant();
        return current().byId().entrySet().stream()
                .filter(held -> held.getValue().entry().isTrustedAt(now))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, held -> held.getValue().key().publicKey()));
    }

    /** Finds a trusted key by its key pair id, always as of now. Answers from memory. */
    public Function<String, Optional<PublicKey>> finder() {
        return id -> Optional.ofNullable(snapshot.byId().get(id))
                .filter(held -> held.entry().isTrustedAt(clock.instant()))
                .map(held -> held.key().publicKey());
    }

    /** Every key, in the order in which they were made. */
    public List<KeyStatus> list() {
        Instant now = clock.instant();
        KeyRing ring = rings.find(RING).orElseThrow();
        return ring.keys().stream().map(entry -> status(entry, now)).toList();
    }

    private KeyStatus status(Entry entry, Instant now) {
        SigningKey key = key(entry);
        Instant until = entry.trustedUntil();
        if (until != null && !entry.isTrustedAt(now)) {
            return new KeyStatus(key.id(), key.algorithm(), KeyStatus.State.RETIRED, until, null);
        }
        KeyStatus.State state = entry.role() == Role.ACTIVE ? KeyStatus.State.ACTIVE : KeyStatus.State.TRUSTED;
        return new KeyStatus(key.id(), key.algorithm(), state, entry.since(), until);
    }

    /**
     * Lets the next key sign from now on and makes another next. {@linkplain RegisteredKey Registered} keys change places, and
     * none is made.
     *
     * @param algorithm of the key that is made; it signs after the rotation that follows
     */
    public Rotation rotate(SignatureAlgorithm algorithm) {
        while (true) {
            Versioned<KeyRing> stored = rings.findVersioned(RING).orElseThrow();
            Instant now = clock.instant();
            Optional<String> refusal = stored.value().refusal(now);
            if (refusal.isPresent()) {
                return new Rotation.Refused(refusal.get());
            }
            KeyRing rotated = rotated(stored.value(), algorithm, now);
            if (rings.replace(RING, stored, rotated, null).isPresent()) {
                refresh(rotated);
                return new Rotation.Done();
            }
            // Somebody else rotated in between: that is refused above.
        }
    }

    private KeyRing rotated(KeyRing ring, SignatureAlgorithm algorithm, Instant now) {
        // The key is kept before anything names it.
        return ring.isRegistered() ? ring.swapped(now) : ring.rotated(make(ring.freeNumber(), algorithm), now);
    }

    /** Makes a key and returns its number; one that a rotation left behind is used where it is of that algorithm. */
    private int make(int firstFree, SignatureAlgorithm algorithm) {
        int number = firstFree;
        while (key(number, algorithm).algorithm() != algorithm) {
            number++;
        }
        return number;
    }

    private Snapshot current() {
        Snapshot known = snapshot;
        boolean isOld = !clock.instant().isBefore(known.readAt().plus(REFRESHED_AFTER));
        if (isOld && refreshing.tryLock()) {
            try {
                Optional<KeyRing> ring = rings.find(RING);
                snapshot = ring.isPresent() ? snapshot(ring.get(), clock.instant()) : known;
            } catch (StoreException | IllegalArgumentException e) {
                // The last good ones are still good; whoever asks next tries again.
                return known;
            } finally {
                refreshing.unlock();
            }
        }
        return snapshot;
    }

    private void refresh(KeyRing ring) {
        refreshing.lock();
        try {
            snapshot = snapshot(ring, clock.instant());
        } finally {
            refreshing.unlock();
        }
    }

    private Snapshot snapshot(KeyRing ring, Instant now) {
        Map<String, Held> byId = ring.keys().stream()
                .map(entry -> new Held(key(entry), entry))
                .collect(Collectors.toUnmodifiableMap(held -> held.key().id(), Function.identity()));
        return new Snapshot(byId, key(ring.only(Role.ACTIVE)), now);
    }

    private SigningKey key(Entry entry) {
        SigningKey key = key(entry.number(), SignatureAlgorithm.ECDSA);
        return entry.name() == null ? key : key.called(entry.name());
    }

    private SigningKey key(int number, SignatureAlgorithm ifAbsent) {
        return read.computeIfAbsent(
                number,
                n -> SigningKey.decode(secrets.getOrCreate(
                        secretName(n), () -> SigningKey.generate(ifAbsent).encoded())));
    }
}
