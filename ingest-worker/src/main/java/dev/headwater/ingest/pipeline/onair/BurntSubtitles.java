package dev.headwater.ingest.pipeline.onair;

import dev.headwater.core.media.LanguageCodes;
import dev.headwater.core.media.Rung;
import dev.headwater.ingest.pipeline.av.Av;
import dev.headwater.ingest.pipeline.av.BitmapDecoder;
import dev.headwater.ingest.pipeline.av.BitmapDecoder.Drawn;
import dev.headwater.ingest.pipeline.av.PipelineException;
import dev.headwater.ingest.pipeline.encode.Overlay;
import dev.headwater.ingest.pipeline.encode.PictureArea;
import dev.headwater.ingest.pipeline.source.Beside;
import dev.headwater.ingest.pipeline.source.Streams;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** Subtitles of a feed that are bitmaps, drawn into its pictures when it is their time. */
final class BurntSubtitles implements AutoCloseable {
    /** What does not say how long it is shown, and what says more. */
    private static final double MOST_SECONDS = 60;

    /** Of who sends many long before their time, the oldest are forgotten. */
    private static final int MOST_KEPT = 64;

    private static final int MOST_PIXELS_KEPT = 8 << 20;

    /** What is shown from a time on until another, or the next one's. */
    private record Kept(double from, double until, Drawn drawn) {}

    private final int place;
    private final double tick;
    private final BitmapDecoder decoder;
    private final Rung top;
    private final ArrayDeque<Kept> kept = new ArrayDeque<>();
    private @Nullable PictureArea area;
    private @Nullable Kept shown;
    private @Nullable Overlay overlay;

    private BurntSubtitles(int place, Beside track, Rung top) {
        this.place = place;
        this.tick = Av.value(track.time());
        this.decoder = new BitmapDecoder(track.codec(), track.time());
        this.top = top;
    }

    /**
     * Those in a language.
     *
     * @param brought by a feed, in the order of their places
     * @return null: there are none that can be read
     */
    static @Nullable BurntSubtitles in(String language, List<Beside> brought, Rung top) {
        String wanted = LanguageCodes.tag(language);
        for (int i = 0; i < brought.size(); i++) {
            Beside one = brought.get(i);
            if (Objects.equals(one.track().language(), wanted)) {
                try {
                    return new BurntSubtitles(Streams.BITMAPS + i, one, top);
                } catch (PipelineException e) {
                    System.err.println(
                            "subtitles can not be burnt in: " + e.text()); // that is no reason to show nothing
                }
            }
        }
        return null;
    }

    /** A packet of the feed's bitmaps, in the feed's time. */
    void decode(int from, AVPacket packet) {
        if (from == place) {
            decoder.decode(packet).ifPresent(drawn -> {
                double begins = packet.pts() * tick + drawn.after();
                double seconds = drawn.seconds() > 0 ? Math.min(drawn.seconds(), MOST_SECONDS) : MOST_SECONDS;
                add(new Kept(begins, begins + seconds, drawn));
            });
        }
    }

    /** From that time on nothing is shown of what came before: the feed begins anew. */
    void cut(double seconds) {
        add(new Kept(seconds, seconds, new Drawn(0, 0, 0, 0, List.of())));
    }

    private void add(Kept next) {
        kept.removeIf(one -> one.from() >= next.from()); // it was said otherwise since
        kept.add(next);
        while (kept.size() > MOST_KEPT
                || kept.stream().mapToLong(one -> one.drawn().pixels()).sum() > MOST_PIXELS_KEPT) {
            kept.remove();
        }
    }

    /** Pictures of the feed have this shape from about here on. */
    void shape(AVFrame decoded) {
        PictureArea now = PictureArea.of(decoded, top);
        if (!now.equals(area)) {
            area = now;
            overlay = null;
        }
    }

    /** Draws what is to be seen at that time into a picture of the ladder's top size. */
    void draw(AVFrame picture, double seconds) {
        while (!kept.isEmpty() && kept.getFirst().from() <= seconds) {
            shown = kept.remove();
            overlay = null;
        }
        Kept now = shown;
        PictureArea where = area;
        if (now == null || where == null) {
            return;
        }
        if (seconds >= now.until()) {
            shown = null;
            overlay = null;
            return;
        }
        Overlay over = overlay == null ? new Overlay(now.drawn(), where) : overlay;
        overlay = over;
        over.draw(picture);
    }

    @Override
    public void close() {
        decoder.close();
    }
}
