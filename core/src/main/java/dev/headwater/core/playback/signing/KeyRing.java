package dev.headwater.core.playback.signing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which keys there are and what each is for, as it is stored; the keys themselves are in the secret store.
 *
 * @param rotatedAt when the active key became so; null: it always was
 */
record KeyRing(List<Entry> keys, @Nullable Instant rotatedAt) {
    /** A film's signature is valid for 12 h at most; an hour for clocks and for signers that hear late. */
    static final Duration TRUSTED_AFTER = Duration.ofHours(13);
    /** Edges ask for keys every 5 s: after so long each knows the key that signs next. */
    static final Duration BETWEEN_ROTATIONS = Duration.ofSeconds(60);

    /** Each is verified against by every edge, and a key group of CloudFront holds few. */
    static final int MAX_KEYS = 8;

    /** What a key is for. */
    enum Role {
        ACTIVE,
        NEXT,
        FORMER
    }

    /**
     * A key.
     *
     * @param number tells its secret
     * @param since when it got its role
     * @param trustedUntil of a former key: what it signed may be valid until then
     * @param name as edges call it that were told of it beforehand; null: as it is told from the public key
     */
    record Entry(
            int number,
            Role role,
            Instant since,
            @Nullable Instant trustedUntil,
            @Nullable String name) {
        Entry(int number, Role role, Instant since, @Nullable Instant trustedUntil) {
            this(number, role, since, trustedUntil, null);
        }

        private Entry as(Role other, Instant now) {
            return role == other ? this : new Entry(number, other, now, null, name);
        }

        boolean isTrustedAt(Instant now) {
            return trustedUntil == null || now.isBefore(trustedUntil);
        }
    }

    KeyRing {
        keys = List.copyOf(keys);
    }

    /** Of the first day. */
    static KeyRing first(Instant now) {
        return new KeyRing(List.of(new Entry(1, Role.ACTIVE, now, null), new Entry(2, Role.NEXT, now, null)), null);
    }

    /**
     * Of keys that edges elsewhere were told of, two at a time.
     *
     * @throws IllegalArgumentException where the key that signs is not among them
     */
    static KeyRing registered(Optional<KeyRing> before, List<RegisteredKey> keys, Instant now) {
        // Keys that nobody registered, or that a backup brought along from elsewhere: none of these edges trusts them.
        Optional<Entry> active = before.filter(
                        ring -> keys.stream().anyMatch(key -> ring.since(key).isPresent()))
                .map(ring -> ring.only(Role.ACTIVE));
        int signs = active.map(Entry::number).orElse(keys.getFirst().number());
        if (keys.stream().noneMatch(key -> key.number() == signs)) {
            throw new IllegalArgumentException("signing key " + signs + " signs: rotate the keys before it goes");
        }
        List<Entry> entries = keys.stream()
                .map(key -> new Entry(
                        key.number(),
                        key.number() == signs ? Role.ACTIVE : Role.NEXT,
                        before.flatMap(ring -> ring.since(key)).orElse(now),
                        null,
                        key.id()))
                .toList();
        return new KeyRing(entries, active.isPresent() ? before.orElseThrow().rotatedAt() : null);
    }

    private Optional<Instant> since(RegisteredKey key) {
        return keys.stream()
                .filter(entry -> entry.number() == key.number() && key.id().equals(entry.name()))
                .map(Entry::since)
                .findFirst();
    }

    /** Whether edges elsewhere were told of the keys: then there are no others than these. */
    boolean isRegistered() {
        return only(Role.NEXT).name() != null;
    }

    /** Of registered keys: the one that waited signs from now on, and the other waits. */
    KeyRing swapped(Instant now) {
        return new KeyRing(
                keys.stream()
                        .map(key -> key.as(key.role() == Role.ACTIVE ? Role.NEXT : Role.ACTIVE, now))
                        .toList(),
                now);
    }

    /** Without the keys that nobody trusts any more. */
    KeyRing cleaned(Instant now) {
        return new KeyRing(keys.stream().filter(key -> key.isTrustedAt(now)).toList(), rotatedAt);
    }

    Entry only(Role role) {
        return keys.stream().filter(key -> key.role() == role).findFirst().orElseThrow();
    }

    /** A number no key had before; the next key is always the youngest. */
    int freeNumber() {
        return only(Role.NEXT).number() + 1;
    }

    /** Why the keys can not be rotated now; empty: they can. */
    Optional<String> refusal(Instant now) {
        if (rotatedAt != null && now.isBefore(rotatedAt.plus(BETWEEN_ROTATIONS))) {
            return Optional.of("the keys were rotated a moment ago, and edges may not know the newest yet; again in "
                    + (Duration.between(now, rotatedAt.plus(BETWEEN_ROTATIONS)).toSeconds() + 1) + " s");
        }
        List<Entry> left = cleaned(now).keys();
        return left.size() < MAX_KEYS
                ? Optional.empty()
                : Optional.of("there are " + left.size() + " keys, and what they signed may still be valid; again at "
                        + left.stream()
                                .map(Entry::trustedUntil)
                                .filter(Objects::nonNull)
                                .min(Instant::compareTo)
                                .orElseThrow());
    }

    /** The next key signs from now on, and the one of that number is the next. */
    KeyRing rotated(int number, Instant now) {
        List<Entry> after = new ArrayList<>();
        for (Entry key : cleaned(now).keys()) {
            after.add(
                    switch (key.role()) {
                        case ACTIVE -> new Entry(key.number(), Role.FORMER, now, now.plus(TRUSTED_AFTER));
                        case NEXT -> new Entry(key.number(), Role.ACTIVE, now, null);
                        case FORMER -> key;
                    });
        }
        after.add(new Entry(number, Role.NEXT, now, null));
        return new KeyRing(after, now);
    }
}
