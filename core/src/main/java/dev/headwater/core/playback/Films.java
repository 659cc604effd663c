package dev.headwater.core.playback;

import com.github.benmanes.caffeine.cache.Cache;
import dev.headwater.core.Caches;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.SlateReason;
import dev.headwater.core.playback.session.Hold;
import dev.headwater.core.store.Blob;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.ObjectReader;
import dev.headwater.core.vod.Asset;
import dev.headwater.core.vod.Asset.Packaged;
import dev.headwater.core.vod.Assets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Films and episodes: what is packaged of them, and the wish that it be. */
final class Films implements Show {
    private static final System.Logger LOG = System.getLogger(Films.class.getName());
    private static final int CACHED_ASSETS = 10_000;
    private static final long CACHED_PLAYLISTS = 32 << 20;
    /** How long a playlist that was made anew under its old key may be shown as it was. */
    private static final Duration CACHED = Duration.ofMinutes(1);
    /** A day of segments, several times over. */
    private static final int MAX_PLAYLIST = 8 << 20;

    private final Assets assets;
    private final ObjectReader objects;
    private final Cache<Integer, Optional<Asset>> recent;
    private final Cache<String, String> playlists;

    Films(Assets assets, ObjectReader objects, InstantSource clock) {
        this.assets = assets;
        this.objects = objects;
        this.recent = Caches.expiring(clock, Caches.MOMENT, CACHED_ASSETS);
        this.playlists = Caches.weighed(clock, CACHED, CACHED_PLAYLISTS, String::length);
    }

    /** How a film stands. */
    sealed interface Standing {
        record Ready(Packaged packaged) implements Standing {}

        record Preparing() implements Standing {}

        /** It could not be made; asking again after a while has it tried again. */
        record Failed() implements Standing {}
    }

    /** @param asker whom it is to be made for where it is not, unless enough is; null: nobody */
    Standing standing(int id, @Nullable Asker asker) {
        Optional<Asset> known = recent.get(id, assets::find);
        // One that is wanted already may have been nobody's wish so far who waits for it.
        boolean isToBeMade = known.map(
                        asset -> asset.state() == Asset.State.FAILED || asset.state() == Asset.State.WANTED)
                .orElse(true);
        if (asker != null && isToBeMade) {
            Optional<Asset> wanted =
                    assets.want(id, asker.line().id(), asker.client().address());
            if (wanted.isEmpty()) {
                return new Standing.Preparing(); // who asks again once others are made has it made
            }
            known = wanted;
            recent.put(id, known);
        }
        Packaged packaged = known.map(Asset::packaged).orElse(null);
        if (packaged != null) {
            return new Standing.Ready(packaged);
        }
        return known.filter(asset -> asset.state() == Asset.State.FAILED).isPresent()
                ? new Standing.Failed()
                : new Standing.Preparing();
    }

    @Override
    public Opening open(int id, @Nullable Asker asker) {
        return switch (standing(id, asker)) {
            case Standing.Ready(Packaged packaged) ->
                new Opened(packaged.renditions(), Hold.vod(packaged.targetDuration()));
            case Standing.Preparing preparing -> new Instead(SlateReason.PREPARING);
            case Standing.Failed failed -> new Instead(SlateReason.OFF_AIR);
        };
    }

    @Override
    public Listing list(int id, @Nullable Asker asker) {
        return switch (standing(id, asker)) {
            case Standing.Ready(Packaged packaged) ->
                playlist(packaged.playlist())
                        .<Listing>map(
                                text -> new Listed(packaged.renditions(), Hold.vod(packaged.targetDuration()), text))
                        .orElseGet(() -> new Instead(SlateReason.OFF_AIR));
            case Standing.Preparing preparing -> new Instead(SlateReason.PREPARING);
            case Standing.Failed failed -> new Instead(SlateReason.OFF_AIR);
        };
    }

    @Override
    public Hold hold(int id) {
        return Hold.vod(
                standing(id, null) instanceof Standing.Ready(Packaged packaged) ? packaged.targetDuration() : 0);
    }

    /** Nobody looks again at a playlist that has an end. */
    @Override
    public Optional<LiveWindow> last(int id) {
        return Optional.empty();
    }

    private Optional<String> playlist(String key) {
        String known = playlists.getIfPresent(key);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<String> read = read(key);
        read.ifPresentOrElse(
                text -> playlists.put(key, text),
                () -> LOG.log(System.Logger.Level.ERROR, "the playlist of a film is missing or too long: {0}", key));
        return read;
    }

    private Optional<String> read(String key) {
        Optional<Blob> found = objects.get(key, ByteRange.ALL);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (Blob blob = found.get()) {
            return blob.length() > MAX_PLAYLIST
                    ? Optional.empty()
                    : Optional.of(new String(blob.readAll(), StandardCharsets.UTF_8));
        }
    }
}
