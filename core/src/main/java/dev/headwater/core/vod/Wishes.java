package dev.headwater.core.vod;

import dev.headwater.core.store.Key;
import dev.headwater.core.store.StoreException;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import dev.headwater.core.store.codec.ItemTable.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * Which titles wait because a line, or somebody at an address, asked for them: each has a few at most, so that nobody fills
 * the queue by asking for one after the other.
 */
final class Wishes {
    static final int OF_A_LINE = 3;

    /** Households and offices share one. */
    static final int OF_AN_ADDRESS = 6;

    /** So long a wish counts whatever became of it: by then its title is in the queue. */
    private static final Duration FRESH = Duration.ofSeconds(10);

    private static final Duration KEPT = Duration.ofDays(2);
    private static final int MAX_ATTEMPTS = 100;
    private static final String PARTITION = "VODWISHES";

    private final ItemTable<Noted> table;
    private final InstantSource clock;

    Wishes(TableStore catalog, InstantSource clock) {
        this.table = new ItemTable<>(catalog, ItemCodec.of(Noted.class));
        this.clock = clock;
    }

    record Noted(List<Wish> wishes) {}

    record Wish(int content, Instant at) {}

    /**
     * Notes a wish.
     *
     * @param waits whether a title is still to be made
     * @return false: who asks has as many waiting as may be; nothing was noted
     */
    boolean note(int content, int line, String address, IntPredicate waits) {
        Key ofLine = ofLine(line);
        Key ofAddress = new Key(PARTITION, "address/" + address);
        // Looked at first: a wish that one of the two refuses shall not count for the other.
        Optional<Versioned<Noted>> atAddress = table.findVersioned(ofAddress);
        if (isFull(content, atAddress, OF_AN_ADDRESS, waits)) {
            return false;
        }
        return note(ofLine, content, OF_A_LINE, waits) && note(ofAddress, content, OF_AN_ADDRESS, waits);
    }

    private static Key ofLine(int line) {
        return new Key(PARTITION, "line/" + Key.digits(line));
    }

    /** When it asked, by title. */
    Map<Integer, Instant> of(int line) {
        return table.findReadable(ofLine(line)).map(Noted::wishes).orElse(List.of()).stream()
                .collect(Collectors.toMap(Wish::content, Wish::at));
    }

    void forget(int line) {
        table.delete(ofLine(line));
    }

    private boolean note(Key key, int content, int most, IntPredicate waits) {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Optional<Versioned<Noted>> read = table.findVersioned(key);
            List<Wish> wishes = new ArrayList<>(open(read, waits));
            if (wishes.stream().anyMatch(wish -> wish.content() == content)) {
                return true;
            }
            if (wishes.size() >= most) {
                return false;
            }
            Instant now = clock.instant();
            wishes.add(new Wish(content, now));
            Noted noted = new Noted(List.copyOf(wishes));
            if (table.replace(key, read.orElse(null), noted, now.plus(KEPT)).isPresent()) {
                return true;
            }
        }
        throw new StoreException("the wishes of a viewer were still contended after " + MAX_ATTEMPTS + " attempts");
    }

    private boolean isFull(int content, Optional<Versioned<Noted>> read, int most, IntPredicate waits) {
        List<Wish> wishes = open(read, waits);
        return wishes.size() >= most && wishes.stream().noneMatch(wish -> wish.content() == content);
    }

    private List<Wish> open(Optional<Versioned<Noted>> read, IntPredicate waits) {
        Instant since = clock.instant().minus(FRESH);
        return read.map(noted -> noted.value().wishes()).orElse(List.of()).stream()
                .filter(wish -> wish.at().isAfter(since) || waits.test(wish.content()))
                .toList();
    }
}
