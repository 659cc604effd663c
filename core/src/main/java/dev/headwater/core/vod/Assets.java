package dev.headwater.core.vod;

import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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

    private static final String WAITING = "VODWAITING";
    private static final String SWEEP = "VODSWEEP";

    private final ItemTable<Asset> assets;
    private final ItemTable<Waiting> waiting;
    private final ItemTable<Waiting> untidy;
    private final InstantSource clock;
    private volatile Runnable signal = () -> {};

    public Assets(TableStore catalog, InstantSource clock) {
        this.assets = new ItemTable<>(catalog, CODEC);
        this.waiting = new ItemTable<>(catalog, ItemCodec.of(Waiting.class));
        this.untidy = new ItemTable<>(catalog, ItemCodec.of(Waiting.class));
        this.clock = clock;
    }

    /**
     * An asset a worker has to look at.
     *
     * @param wish null: not known, or none
     * @param since when it was first wished like that; null: not known, so long ago
     */
    record Waiting(
            int content, @Nullable Wish wish, @Nullable Instant since) {
        Waiting(int content) {
            this(content, null, null);
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

    /** Has this run whenever there is something new to make: a worker of this process need not wait. */
    public void listen(Runnable whenWanted) {
        signal = whenWanted;
    }

    /** Has it made, unless it is made, being made, or failed a moment ago: somebody wants to see it. Returns how it stands. */
    public Asset want(int content) {
        return want(content, Wish.VIEWER);
    }

    /** As {@link #want}, but nobody waits for it: it is made after all that somebody wants to see. */
    public Asset fetch(int content) {
        return want(content, Wish.STOCK);
    }

    private Asset want(int content, Wish wish) {
        Optional<Asset> found = find(content);
        if (found.filter(asset -> !isToBeMade(asset)).isPresent()) {
            if (found.get().state() == Asset.State.WANTED && wish == Wish.VIEWER) {
                list(content, wish);
            }
            return found.get();
        }
        list(content, wish);
        Asset wanted = assets.update(
                        key(content),
                        asset -> asset.isEmpty() || isToBeMade(asset.get())
                                ? Optional.of(asset.map(a -> a.wantedAgain(clock.instant()))
                                        .orElseGet(() -> Asset.wanted(content, clock.instant())))
                                : Optional.empty())
                .orElseThrow();
        if (wanted.unfinished()) {
            // Once more: a worker may have looked between the two, found nothing to do and taken it off the list.
            list(content, wish);
            signal.run();
        }
        return wanted;
    }

    /** Who waits already keeps the place, but for a viewer's wish, which comes before others. */
    private void list(int content, Wish wish) {
        waiting.update(
                key(WAITING, content),
                listed -> listed.filter(known -> known.isOfViewer() || wish == Wish.STOCK)
                                .isPresent()
                        ? Optional.empty()
                        : Optional.of(new Waiting(content, wish, clock.instant())));
    }

    private boolean isToBeMade(Asset asset) {
        return asset.state() == Asset.State.FAILED
                && asset.updatedAt().plus(RETRY).isBefore(clock.instant());
    }

    /** Ids of those that are wanted or were being made: what somebody wants to see first, then the oldest wish. */
    public List<Integer> waiting() {
        return waiting.list(WAITING).stream()
                .sorted(Comparator.comparing(Waiting::isOfViewer, Comparator.reverseOrder())
                        .thenComparing(Waiting::age))
                .map(Waiting::content)
                .toList();
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
            list(content, Wish.STOCK);
        }
        return isForgotten;
    }

    /** Writes how far one is; once it is ready or failed it waits no more. Empty: nobody wants it any more. */
    public Optional<Asset> change(int content, UnaryOperator<Asset> change) {
        Optional<Asset> changed = assets.update(key(content), asset -> asset.map(change));
        if (changed.filter(Asset::unfinished).isEmpty()) {
            waiting.delete(key(WAITING, content));
        }
        return changed;
    }

    /** Forgets one; its objects are the sweeper's. */
    public void delete(int content) {
        leaveToSweeper(content);
        assets.delete(key(content));
        waiting.delete(key(WAITING, content));
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
        return new Key(list, String.format(Locale.ROOT, "%010d", content));
    }
}
