package dev.headwater.core.vod;

import dev.headwater.core.hls.SegmentKeys;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.hls.VodSegment;
import dev.headwater.core.hls.WebVtt;
import dev.headwater.core.hls.keys.ContentKey;
import dev.headwater.core.hls.keys.SegmentCipher;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.store.Blob;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.StoreException;
import dev.headwater.core.vod.text.FilmText;
import dev.headwater.core.vod.text.FilmTexts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Makes what a service leaves out of a film: its subtitles, cut in step with the pictures the service made. */
final class MadeTexts {
    private static final System.Logger LOG = System.getLogger(MadeTexts.class.getName());
    private static final int AT_ONCE = 32;

    private final ObjectStore objects;
    private final FilmTexts texts;

    MadeTexts(ObjectStore objects, FilmTexts texts) {
        this.objects = objects;
        this.texts = texts;
    }

    /**
     * Stores them; doing it again stores the same.
     *
     * @param pictures as the service made them
     * @param key what everything is encrypted with; null: nothing is
     */
    List<MadeRendition> make(TranscodeOrder order, MadeRendition pictures, @Nullable ContentKey key) {
        List<FilmText> all = texts.read(order.source());
        if (all.isEmpty()) {
            return List.of();
        }
        OptionalLong begins = begins(order, pictures, key);
        if (begins.isEmpty()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "title {0} has no subtitles: its pictures have no time",
                    order.content());
            return List.of();
        }
        List<MadeRendition> made = new ArrayList<>();
        for (FilmText text : all) {
            String name = Rendition.text(made.size() + 1);
            Map<SegmentName, byte[]> cut = cut(text, pictures.segments(), begins.getAsLong(), key);
            Map<String, Long> lengths = new HashMap<>();
            cut.forEach((segment, bytes) -> lengths.put(segment.toString(), (long) bytes.length));
            store(order.content(), name, cut);
            made.add(new MadeRendition(
                    new Rendition(name, "", 0, 0, 0, 0, 0, text.track()), pictures.segments(), lengths));
        }
        return made;
    }

    private OptionalLong begins(TranscodeOrder order, MadeRendition pictures, @Nullable ContentKey key) {
        SegmentName first = pictures.segments().getFirst().name();
        String stored =
                SegmentKeys.segment(order.content(), pictures.rendition().name(), first);
        return objects.get(stored, ByteRange.ALL)
                .map(Blob::readAll)
                .flatMap(bytes -> key == null ? Optional.of(bytes) : SegmentCipher.decrypt(key, first, bytes))
                .map(FirstStamp::of)
                .orElse(OptionalLong.empty());
    }

    /** A text that goes on into the next segment stands in both, with the same times. */
    private static Map<SegmentName, byte[]> cut(
            FilmText text, List<VodSegment> segments, long begins, @Nullable ContentKey key) {
        Map<SegmentName, byte[]> cut = new HashMap<>();
        long start = 0;
        int shown = 0; // no cue before it is shown from here on
        List<WebVtt.Cue> cues = text.cues();
        for (VodSegment segment : segments) {
            long from = start;
            long end = start + segment.millis();
            while (shown < cues.size() && cues.get(shown).end() <= from) {
                shown++;
            }
            List<WebVtt.Cue> within = cues.subList(shown, cues.size()).stream()
                    .takeWhile(cue -> cue.start() < end)
                    .filter(cue -> cue.end() > from)
                    .toList();
            byte[] clear = WebVtt.segment(begins, within).getBytes(StandardCharsets.UTF_8);
            cut.put(segment.name(), key == null ? clear : SegmentCipher.encrypt(key, segment.name(), clear));
            start = end;
        }
        return cut;
    }

    private void store(int content, String rendition, Map<SegmentName, byte[]> segments) {
        Semaphore room = new Semaphore(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> puts = new ArrayList<>();
            segments.forEach((name, bytes) -> puts.add(threads.submit(() -> {
                room.acquire();
                try {
                    return objects.put(
                            SegmentKeys.segment(content, rendition, name), bytes, SegmentKeys.meta(rendition));
                } finally {
                    room.release();
                }
            })));
            for (Future<String> put : puts) {
                put.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StoreException fault
                    ? fault
                    : new StoreException("subtitles can not be stored", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("stopped while subtitles were stored", e);
        }
    }
}
