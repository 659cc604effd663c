package dev.headwater.core.hls.keys;

import com.github.benmanes.caffeine.cache.Cache;
import dev.headwater.core.Caches;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.Sealer;
import dev.headwater.core.store.SecretStore;
import dev.headwater.core.store.StoreException;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The keys that segments are encrypted with, of each stream its own: one item each, {@code KEYS#{content} | {id}}, sealed. A
 * key is made by who encrypts with it and by nobody else, is never changed, and stays as long as there are segments of it.
 */
public final class ContentKeys {
    /** Of what keys are sealed with, in the secret store. */
    public static final String SEAL = "content-seal-key";

    /** Of a title's: until it is removed, or made anew. */
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private static final Duration CACHED = Duration.ofSeconds(30);
    private static final int CACHED_KEYS = 10_000;

    private final ItemTable<Stored> table;
    private final SecretStore secrets;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Cache<Key, ContentKey> recent;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Sealer sealer;

    /**
     * Keys in a table.
     *
     * @param secrets has what they are sealed with; asked when the first key is made or read, not before
     */
    public ContentKeys(TableStore catalog, SecretStore secrets, SecureRandom random, InstantSource clock) {
        this.table = new ItemTable<>(catalog, ItemCodec.of(Stored.class));
        this.secrets = secrets;
        this.random = random;
        this.clock = clock;
        this.recent = Caches.expiring(clock, CACHED, CACHED_KEYS);
    }

    /**
     * A key at rest.
     *
     * @param fence of the lease under which it was made
     * @param sealed its bytes
     * @param until when nothing is encrypted with it any more
     */
    record Stored(int content, String id, long fence, String sealed, Instant madeAt, Instant until) {
        /** Channels get new ones before. */
        private boolean isOfTitle() {
            return !until.isBefore(madeAt.plus(FOR_EVER));
        }
    }

    /**
     * Makes a key. It is stored once this returns, so that whatever is encrypted with it can be read.
     *
     * @param content of a channel, a movie or an episode
     * @param fence of the lease that whoever encrypts with it holds
     * @param use how long it is encrypted with, at the most
     * @throws StoreException where it can not be stored, or sealed
     */
    public ContentKey make(int content, long fence, Duration use) {
        ContentKey made = ContentKey.random(random);
        Instant now = clock.instant();
        String sealed = sealer().seal(Base64.getEncoder().encodeToString(made.bytes()), context(content, made.id()));
        Stored stored = new Stored(content, made.id(), fence, sealed, now, now.plus(use));
        if (!table.putIfAbsent(key(content, made.id()), stored)) {
            throw new StoreException("a key of stream " + content + " is there already");
        }
        return made;
    }

    /**
     * Makes the one key of all of a film or an episode. It is made anew under another fence, and then with another key.
     *
     * @param fence under which it is being made
     */
    public ContentKey makeForTitle(int title, long fence) {
        return make(title, fence, FOR_EVER);
    }

    /**
     * A key of a stream; empty: it has none of this id. Nothing is made. What was read is remembered for a moment.
     *
     * @throws StoreException where it can not be read or opened
     */
    public Optional<ContentKey> find(int content, String id) {
        if (!ContentKey.ID.matcher(id).matches()) {
            return Optional.empty();
        }
        Key key = key(content, id);
        ContentKey known = recent.getIfPresent(key);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<ContentKey> read = table.find(key).map(this::opened);
        read.ifPresent(found -> recent.put(key, found));
        return read;
    }

    /**
     * A stored segment in the clear.
     *
     * @param keyId of the key it is encrypted with, as its list says; null: it is in the clear already
     * @return empty where there is no such key any more, or the bytes do not fit it
     * @throws StoreException where the key can not be read now
     */
    public Optional<byte[]> decrypt(int content, @Nullable String keyId, SegmentName name, byte[] stored) {
        return keyId == null
                ? Optional.of(stored)
                : find(content, keyId).flatMap(key -> SegmentCipher.decrypt(key, name, stored));
    }

    /** Removes the keys of a channel that nothing was encrypted with since {@code before}: nobody has its segments any more. */
    public void removeUnusedSince(int channel, Instant before) {
        removeIf(channel, stored -> stored.until().isBefore(before));
    }

    /** Removes the keys of a title that were made under another fence than the one it is played from. */
    public void removeOthers(int title, long fence) {
        removeIf(title, stored -> stored.fence() != fence);
    }

    /** Removes a key that nothing was encrypted with. */
    public void remove(int content, String id) {
        table.delete(key(content, id));
    }

    /**
     * Removes the keys of a title that nothing is played with.
     *
     * @param fence under which was made what plays, or is on its way; empty: nothing is
     * @param before younger ones stay: somebody may be about to encrypt with them
     * @return whether all are gone that have to
     */
    public boolean removeUnused(int title, OptionalLong fence, Instant before) {
        boolean[] all = {true};
        removeIf(title, stored -> {
            boolean isUnused = stored.isOfTitle() && (fence.isEmpty() || stored.fence() != fence.getAsLong());
            boolean isYoung = !stored.madeAt().isBefore(before);
            all[0] &= !isUnused || !isYoung;
            return isUnused && !isYoung;
        });
        return all[0];
    }

    private void removeIf(int content, Predicate<Stored> gone) {
        table.list(pk(content)).stream().filter(gone).forEach(stored -> table.delete(key(content, stored.id())));
    }

    private ContentKey opened(Stored stored) {
        try {
            String bytes = sealer().unseal(stored.sealed(), context(stored.content(), stored.id()));
            return new ContentKey(stored.id(), Base64.getDecoder().decode(bytes));
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new StoreException("a key of stream " + stored.content() + " does not open");
        }
    }

    private Sealer sealer() {
        lock.lock();
        try {
            Sealer known = sealer;
            if (known == null) {
                known = new Sealer(secrets, SEAL, random);
                sealer = known;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    private static String context(int content, String id) {
        return content + "/" + id;
    }

    private static Key key(int content, String id) {
        return new Key(pk(content), id);
    }

    private static String pk(int content) {
        return "KEYS#" + content;
    }
}
