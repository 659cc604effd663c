package dev.headwater.core.vod;

import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All assets. {@code VOD#id} is the authority; {@code VODWAITING} lists those a worker has to look at, written before the
 * asset and taken away after it, so that none is forgotten. {@code VODSWEEP} lists those that may have left objects behind.
 */
public final class Assets {
    /** One that failed is tried again when it is asked for after so long. */
    static final Duration RETRY = Duration.ofMinutes(5);

    /** How an asset is stored. */
    public static final ItemCodec<Asset> CODEC = ItemCodec.of(Asset.class);

    /** How it is stored that one waits. */
    public static final ItemCodec<?> WAITING_CODEC = ItemCodec.of(Waiting.class);

    /** Whose wish it is where no line's. */
    private static final int OPERATOR = 0;

    /** Lines that are noted for one title; it comes no sooner for more. */
    private static final int NOTED = 8;

    private static final String WAITING = "VODWAITING";
    private static final String SWEEP = "VODSWEEP";

    private final ItemTable<Asset> assets;
    private final ItemTable<Waiting> waiting;
    private final ItemTable<Waiting> untidy;
    private final Wishes wishes;
    private final InstantSource clock;
    private volatile Runnable signal = () -> {};

    public Assets(TableStore catalog, InstantSource clock) {
        this.assets = new ItemTable<>(catalog, CODEC);
        this.waiting = new ItemTable<>(catalog, ItemCodec.of(Waiting.class));
        this.untidy = new ItemTable<>(catalog, ItemCodec.of(Waiting.class));
        this.wishes = new Wishes(catalog, clock);
        this.clock = clock;
    }

    /**
     * An asset a worker has to look at.
     *
     * @param wish null: not known, or none
     * @param since when it was first wished like that; null: not known, so long ago
     * @param lines whose viewers want to see it; null: an operator does, or nobody
     */
    record Waiting(
            int content,
            @Nullable Wish wish,
            @Nullable Instant since,
            @Nullable List<Integer> lines) {
        Waiting(int content) {
            this(content, null, null, null);
        }

        private List<Integer> askers() {
            return lines == null ? List.of(OPERATOR) : lines;
        }

        /** Who waits already keeps the place, but for a viewer's wish, which comes before others. Empty: as it is. */
        private Optional<Waiting> wished(Wish by, int line, Instant now) {
            if (by == Wish.STOCK) {
                return Optional.empty();
            }
            if (!isOfViewer()) {
                return Optional.of(new Waiting(content, by, now, List.of(line)));
            }
            if (askers().contains(line) || askers().size() >= NOTED) {
                return Optional.empty();
            }
            List<Integer> all = new ArrayList<>(askers());
            all.add(line);
            return Optional.of(new Waiting(content, wish, since, List.copyOf(all)));
        }

        /** Viewers before all others. */
        private boolean isOfViewer() {
            return wish == Wish.VIEWER;
        }

        private Instant age() {
            return since == null ? Instant.MIN : since;
        }
    }

    /** Whose wish it is that one be made. */
    private enum Wish {
        /** Somebody stands before the screen. */
        VIEWER,
        /** It shall be there when somebody comes. */
        STOCK
    }

    public Optional<Asset> find(int content) {
        return assets.find(key(content));
    }

    /** Those of some titles that have one which can be read. */
    public Map<Integer, Asset> findAll(Collection<Integer> contents) {
        return assets.findAll(contents, Assets::key);
    }

    /** When a line asked for titles that were not made, by title: within the last days. */
    public Map<Integer, Instant> wishesOf(int line) {
        return wishes.of(line);
    }

    /** Forgets what a line asked for; what waits already is made. */
    public void forgetWishesOf(int line) {
        wishes.forget(line);
    }

    /** Has this run whenever there is something new to make: a worker of this process need not wait. */
    public void listen(Runnable whenWanted) {
        signal = whenWanted;
    }

    /** Has it made, unless it is made, being made, or failed a moment ago: it is waited for. Returns how it stands. */
    public Asset want(int content) {
        return want(content, Wish.VIEWER, OPERATOR);
    }

    /**
     * As {@link #want(int)}, for a viewer.
     *
     * @param address of the viewer's client
     * @return empty: it is not being made, and does not wait to be, since this line, or this address, has enough waiting
     */
    public Optional<Asset> want(int content, int line, String address) {
        Optional<Asset> found = find(content);
        boolean isDecided = found.filter(asset -> asset.state() != Asset.State.WANTED && !isToBeMade(asset))
                .isPresent();
        if (isDecided) {
            return found;
        }
        return wishes.note(content, line, address, this::isUnfinished)
                ? Optional.of(want(content, Wish.VIEWER, line))
                : Optional.empty();
    }

    private boolean isUnfinished(int content) {
        return find(content).filter(Asset::unfinished).isPresent();
    }

    /** As {@link #want}, but nobody waits for it: it is made after all that somebody wants to see. */
    public Asset fetch(int content) {
        return want(content, Wish.STOCK, OPERATOR);
    }

    private Asset want(int content, Wish wish, int line) {
        Optional<Asset> found = find(content);
        if (found.filter(asset -> !isToBeMade(asset)).isPresent()) {
            if (found.get().state() == Asset.State.WANTED && wish == Wish.VIEWER) {
                list(content, wish, line);
            }
            return found.get();
        }
        list(content, wish, line);
        Asset wanted = assets.update(
                        key(content),
                        asset -> asset.isEmpty() || isToBeMade(asset.get())
                                ? Optional.of(asset.map(a -> a.wantedAgain(clock.instant()))
                                        .orElseGet(() -> Asset.wanted(content, clock.instant())))
                                : Optional.empty())
                .orElseThrow();
        if (wanted.unfinished()) {
            // Once more: a worker may have looked between the two, found nothing to do and taken it off the list.
            list(content, wish, line);
            signal.run();
        }
        return wanted;
    }

    private void list(int content, Wish wish, int line) {
        Instant now = clock.instant();
        waiting.update(
                key(WAITING, content),
                listed -> listed.isPresent()
                        ? listed.get().wished(wish, line, now)
                        : Optional.of(new Waiting(content, wish, now, wish == Wish.STOCK ? null : List.of(line))));
    }

    private boolean isToBeMade(Asset asset) {
        return asset.state() == Asset.State.FAILED
                && asset.updatedAt().plus(RETRY).isBefore(clock.instant());
    }

    /**
     * Ids of those that are wanted or were being made: what somebody wants to see first, lines in turn, then the oldest
     * wish.
     */
    public List<Integer> waiting() {
        Map<Integer, Integer> before = new HashMap<>();
        return waiting.list(WAITING).stream()
                .sorted(Comparator.comparing(Waiting::age))
                .map(listed -> new Placed(listed, turn(listed, before)))
                .sorted(Comparator.comparingInt(Placed::turn))
                .map(placed -> placed.listed().content())
                .toList();
    }

    private record Placed(Waiting listed, int turn) {}

    /** @param before how many of a line's stand before it, by line; counted on */
    private static int turn(Waiting listed, Map<Integer, Integer> before) {
        if (!listed.isOfViewer()) {
            return Integer.MAX_VALUE;
        }
        return listed.askers().stream()
                .mapToInt(line -> before.merge(line, 1, Integer::sum))
                .min()
                .orElse(0);
    }

    /**
     * Gives one that is to be made to whoever asks, under a fence higher than all before: those are late from now on.
     *
     * @param least of its fence. The asset's own counter begins anew when the asset was lost or deleted, and objects of
     *     an earlier one may still be there: a number that goes on then, as of a lease
     * @return empty where there is nothing to make
     */
    public Optional<Asset> take(int content, long least) {
        return change(
                        content,
                        asset -> asset.unfinished()
                                ? asset.taken(Math.max(least, asset.fence() + 1), clock.instant())
                                : asset)
                .filter(Asset::unfinished);
    }

    /**
     * Writes how far one is, where whoever took it under that fence still has it; once it is ready or failed it waits no more.
     *
     * @return empty where somebody else has it now, or nobody wants it any more
     */
    public Optional<Asset> change(int content, long fence, UnaryOperator<Asset> change) {
        return change(content, asset -> asset.fence() == fence && asset.unfinished() ? change.apply(asset) : asset)
                .filter(asset -> asset.fence() == fence);
    }

    /**
     * Whether one is to be made and no worker knows of it.
     *
     * @param mend whether to list it again
     */
    public boolean isForgotten(int content, boolean mend) {
        boolean isForgotten =
                assets.findReadable(key(content)).filter(Asset::unfinished).isPresent()
                        && !waiting.exists(key(WAITING, content));
        if (isForgotten && mend) {
            list(content, Wish.STOCK, OPERATOR);
        }
        return isForgotten;
    }

    /** Writes how far one is; once it is ready or failed it waits no more. Empty: nobody wants it any more. */
    public Optional<Asset> change(int content, UnaryOperator<Asset> change) {
        Optional<Asset> changed = assets.update(key(content), asset -> asset.map(change));
        if (changed.filter(Asset::unfinished).isEmpty()) {
            unlist(content);
        }
        return changed;
    }

    /** Behind a state in which nothing is to be made. Somebody may have wanted it since: their wish is put back. */
    private void unlist(int content) {
        Optional<Waiting> listed = waiting.findReadable(key(WAITING, content));
        waiting.delete(key(WAITING, content));
        if (isUnfinished(content)) {
            waiting.putIfAbsent(key(WAITING, content), listed.orElseGet(() -> new Waiting(content)));
            signal.run();
        }
    }

    /** Forgets one; its objects are the sweeper's. */
    public void delete(int content) {
        leaveToSweeper(content);
        assets.delete(key(content));
        unlist(content);
        leaveToSweeper(content); // a sweeper that came in between found everything in use
    }

    /** Has a sweeper look for objects of it that its asset does not name. */
    public void leaveToSweeper(int content) {
        untidy.put(key(SWEEP, content), new Waiting(content));
    }

    /** Ids of those a sweeper has to look at, lowest first. */
    public List<Integer> toSweep() {
        return untidy.list(SWEEP).stream().map(Waiting::content).toList();
    }

    /** A sweeper has found nothing more of it. */
    public void swept(int content) {
        untidy.delete(key(SWEEP, content));
    }

    private static Key key(int content) {
        return new Key("VOD#" + content, "ASSET");
    }

    private static Key key(String list, int content) {
        return Key.numbered(list, content);
    }
}
