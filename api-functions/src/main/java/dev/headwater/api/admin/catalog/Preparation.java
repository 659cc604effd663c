package dev.headwater.api.admin.catalog;

import dev.headwater.core.vod.Asset;
import dev.headwater.core.vod.Assets;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** How far films and episodes are, as commands show it. */
final class Preparation {
    private final Assets assets;
    private final boolean workerRuns;

    /** @param workerRuns whether anything is being made while it is asked */
    Preparation(Assets assets, boolean workerRuns) {
        this.assets = assets;
        this.workerRuns = workerRuns;
    }

    /**
     * How one stands.
     *
     * @param state unprepared, wanted, preparing, ready or failed
     * @param percent null: it is not being made
     * @param seconds how long it plays; null: not known yet
     */
    record State(
            String state,
            @Nullable Integer percent,
            @Nullable Long seconds,
            @Nullable String error) {}

    State of(int id) {
        return state(assets.find(id));
    }

    /** How some stand, read together. */
    IntFunction<State> of(Collection<Integer> ids) {
        Map<Integer, Asset> found = assets.findAll(ids);
        return id -> state(Optional.ofNullable(found.get(id)));
    }

    private static State state(Optional<Asset> asset) {
        Asset.Packaged packaged = asset.map(Asset::packaged).orElse(null);
        return new State(
                asset.map(a -> a.state().name().toLowerCase(Locale.ROOT)).orElse("unprepared"),
                asset.filter(a -> a.state() == Asset.State.PREPARING)
                        .map(Asset::percent)
                        .orElse(null),
                packaged == null ? null : Math.round(packaged.durationMillis() / 1000.0),
                asset.map(Asset::error).orElse(null));
    }

    /** Has one made. Returns what the operator should know of that; null: nothing. */
    @Nullable
    String want(int id) {
        assets.want(id);
        return workerRuns ? null : "it is made ready while Headwater runs; start it with: headwater up";
    }

    /**
     * Has one made anew that was made, or is on its way, otherwise than it has to be from now on. As {@link #want}.
     *
     * @param isEncrypted whether its segments have to be encrypted
     * @param isNew whether that was said just now: whoever makes it may not know
     */
    @Nullable
    String encrypted(int id, boolean isEncrypted, boolean isNew) {
        Optional<Asset> found = assets.find(id);
        boolean isOtherwise = found.map(Asset::packaged)
                .filter(made -> (made.file() == null) != isEncrypted)
                .isPresent();
        if (found.isEmpty() || !(isOtherwise || isNew)) {
            return null;
        }
        assets.delete(id);
        return want(id);
    }

    void forget(int id) {
        assets.delete(id);
    }
}
