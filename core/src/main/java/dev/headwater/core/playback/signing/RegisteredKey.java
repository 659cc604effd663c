package dev.headwater.core.playback.signing;

import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A key that edges were told of beforehand and call by an id of their own, as CloudFront does.
 *
 * @param number of its secret
 * @param id the {@code Key-Pair-Id} by which those edges know it
 */
public record RegisteredKey(int number, String id) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9]{1,64}");

    public RegisteredKey {
        if (number < 1 || !ID.matcher(id).matches()) {
            throw new IllegalArgumentException("a registered key has a number from 1, and an id of letters and digits");
        }
    }

    /**
     * Puts these two in the place of the keys there were. The one that signs goes on signing; a rotation swaps them.
     *
     * @throws IllegalArgumentException where these are not two, or the key that signs is not among them
     */
    public static void register(TableStore accounts, List<RegisteredKey> keys, InstantSource clock) {
        if (keys.size() != 2 || keys.getFirst().number() == keys.getLast().number()) {
            throw new IllegalArgumentException("two keys are registered at a time");
        }
        Instant now = clock.instant();
        new ItemTable<>(accounts, ItemCodec.of(KeyRing.class))
                .update(SigningKeys.RING, before -> Optional.of(KeyRing.registered(before, keys, now)));
    }
}
