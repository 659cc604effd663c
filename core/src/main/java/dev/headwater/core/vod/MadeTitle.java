package dev.headwater.core.vod;

import dev.headwater.core.hls.Playlists;
import dev.headwater.core.hls.VodSegment;
import dev.headwater.core.hls.keys.ContentKey;
import dev.headwater.core.hls.keys.SegmentCipher;
import dev.headwater.core.media.BandwidthMeter;
import dev.headwater.core.media.Packaging;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Rung;
import dev.headwater.core.store.Blob;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.ObjectInfo;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.Page;
import dev.headwater.core.vod.text.FilmTexts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a service made of an order, and writes the one playlist a title is played by. */
final class MadeTitle {
    private static final int PAGE = 1000;
    /** A day of segments, several times over. */
    private static final int MAX_PLAYLIST = 8 << 20;

    private final ObjectStore objects;
    private final MadeTexts texts;

    MadeTitle(ObjectStore objects, FilmTexts texts) {
        this.objects = objects;
        this.texts = new MadeTexts(objects, texts);
    }

    /**
     * Doing it again changes nothing.
     *
     * @param key the one the order names; null: it names none
     */
    Asset.Packaged read(TranscodeOrder order, @Nullable ContentKey key) throws MadeFailure {
        List<MadeRendition> made = new ArrayList<>();
        for (Rung rung : order.ladder().rungs()) {
            made.add(read(order, rung.name()));
        }
        List<VodSegment> segments = made.getFirst().segments();
        requireAlike(made);
        @Nullable String file = order.key() == null ? order.file() + ".mp4" : null;
        long bytes = file == null ? 0 : lengths(file).getOrDefault(file, 0L);
        if (file != null && bytes == 0) {
            throw new MadeFailure("the MP4 that was ordered is missing");
        }
        made.addAll(texts.make(order, made.getFirst(), key));
        int target = targetDuration(segments);
        String playlist = TitleObjects.playlist(order.content(), order.fence());
        byte[] text = Playlists.vod(target, segments, order.key()).getBytes(StandardCharsets.UTF_8);
        objects.put(playlist, text, new ObjectMeta("application/vnd.apple.mpegurl", null, null));
        return new Asset.Packaged(
                target,
                measured(made),
                segments.stream().mapToLong(VodSegment::millis).sum(),
                playlist,
                file == null ? null : file.substring(file.lastIndexOf('/') + 1),
                bytes);
    }

    private MadeRendition read(TranscodeOrder order, String rung) throws MadeFailure {
        Rendition rendition = MadePlaylist.rendition(text(order.rendition(rung) + ".m3u8"), rung);
        String prefix = order.segments(rung);
        String name = prefix.substring(prefix.lastIndexOf('/') + 1);
        List<VodSegment> segments = MadePlaylist.segments(
                text(prefix + ".m3u8"), name, order.key() == null ? null : order.initializationVector());
        Map<String, Long> all = lengths(prefix + "_");
        Map<String, Long> lengths = new HashMap<>();
        String folder = prefix.substring(0, prefix.length() - name.length());
        for (VodSegment segment : segments) {
            @Nullable Long length = all.get(folder + segment.name() + ".ts");
            if (length == null || length == 0) {
                throw new MadeFailure("a segment of " + rung + " that was made is missing or empty");
            }
            if (order.key() != null && length % SegmentCipher.BLOCK != 0) {
                throw new MadeFailure("a segment of " + rung + " that was made is not encrypted");
            }
            lengths.put(segment.name().toString(), length);
        }
        return new MadeRendition(rendition, segments, lengths);
    }

    /** One playlist stands for all. */
    private static void requireAlike(List<MadeRendition> made) throws MadeFailure {
        List<VodSegment> first = made.getFirst().segments();
        for (MadeRendition other : made) {
            if (!other.segments().stream()
                    .map(VodSegment::name)
                    .toList()
                    .equals(first.stream().map(VodSegment::name).toList())) {
                throw new MadeFailure("the renditions that were made are not cut alike");
            }
        }
    }

    private static List<Rendition> measured(List<MadeRendition> made) {
        BandwidthMeter meter = new BandwidthMeter(Integer.MAX_VALUE);
        for (VodSegment segment : made.getFirst().segments()) {
            Map<String, Long> bytes = new HashMap<>();
            made.forEach(one -> bytes.put(
                    one.rendition().name(),
                    one.lengths().getOrDefault(segment.name().toString(), 0L)));
            meter.add(segment.millis(), bytes);
        }
        return meter.measure(made.stream().map(MadeRendition::rendition).toList());
    }

    /** RFC 8216 §4.3.3.1: no segment, rounded to whole seconds, is longer. */
    private static int targetDuration(List<VodSegment> segments) {
        int longest = segments.stream().mapToInt(VodSegment::millis).max().orElse(0);
        return Math.max(Packaging.LADDER.targetDuration(), Math.round(longest / 1000f));
    }

    private String text(String key) throws MadeFailure {
        Optional<Blob> found = objects.get(key, ByteRange.ALL);
        if (found.isEmpty()) {
            throw new MadeFailure("a playlist that was ordered is missing");
        }
        try (Blob blob = found.get()) {
            if (blob.length() > MAX_PLAYLIST) {
                throw new MadeFailure("a playlist that was made is too long");
            }
            return new String(blob.readAll(), StandardCharsets.UTF_8);
        }
    }

    /** In bytes, by key. */
    private Map<String, Long> lengths(String prefix) {
        Map<String, Long> lengths = new HashMap<>();
        @Nullable String after = null;
        do {
            Page<ObjectInfo> page = objects.list(prefix, PAGE, after);
            page.items().forEach(object -> lengths.put(object.key(), object.length()));
            after = page.next();
        } while (after != null);
        return lengths;
    }
}
