package dev.headwater.core.vod;

import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * All assets. {@code VOD#id} is the authority; {@code VODWAITING} lists those a worker has to look at, written before the
 * asset and taken away after it, so that none is forgotten.
 */
public final class Assets {
    /** One that failed is tried again when it is asked for after so long. */
    static final Duration RETRY = Duration.ofMinutes(5);

    private static final String WAITING = "VODWAITING";

    private final ItemTable<Asset> assets;
    private final ItemTable<Waiting> waiting;
    private final InstantSource clock;

    public Assets(TableStore catalog, InstantSource clock) {
        this.assets = new ItemTable<>(catalog, ItemCodec.of(Asset.class));
        this.waiting = new ItemTable<>(catalog, ItemCodec.of(Waiting.class));
        this.clock = clock;
    }

    /** An asset a worker has to look at. */
    record Waiting(int content) {}

    public Optional<Asset> find(int content) {
        return assets.find(key(content));
    }

    /** Has it made, unless it is made, being made, or failed a moment ago. Returns how it stands. */
    public Asset want(int content) {
        Optional<Asset> found = find(content);
        if (found.filter(asset -> !isToBeMade(asset)).isPresent()) {
            return found.get();
        }
        waiting.put(waitingKey(content), new Waiting(content));
        return assets.update(
                        key(content),
                        asset -> asset.isEmpty() || isToBeMade(asset.get())
                                ? Optional.of(Asset.wanted(content, clock.instant()))
                                : Optional.empty())
                .orElseThrow();
    }

    private boolean isToBeMade(Asset asset) {
        return asset.state() == Asset.State.FAILED
                && asset.updatedAt().plus(RETRY).isBefore(clock.instant());
    }

    /** Ids of those that are wanted or were being made, lowest first. */
    public List<Integer> waiting() {
        return waiting.list(WAITING).stream().map(Waiting::content).toList();
    }

    /** Writes how far one is; once it is ready or failed it waits no more. Empty: nobody wants it any more. */
    public Optional<Asset> change(int content, UnaryOperator<Asset> change) {
        Optional<Asset> changed = assets.update(key(content), asset -> asset.map(change));
        if (changed.filter(asset -> asset.state() == Asset.State.WANTED || asset.state() == Asset.State.PREPARING)
                .isEmpty()) {
            waiting.delete(waitingKey(content));
        }
        return changed;
    }

    /** Forgets one; its objects are the sweeper's. */
    public void delete(int content) {
        assets.delete(key(content));
        waiting.delete(waitingKey(content));
    }

    private static Key key(int content) {
        return new Key("VOD#" + content, "ASSET");
    }

    private static Key waitingKey(int content) {
        return new Key(WAITING, String.format(Locale.ROOT, "%010d", content));
    }
}
