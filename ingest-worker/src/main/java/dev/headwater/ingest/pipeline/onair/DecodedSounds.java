package dev.headwater.ingest.pipeline.onair;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;

import dev.headwater.ingest.pipeline.av.Av;
import dev.headwater.ingest.pipeline.av.Decoder;
import dev.headwater.ingest.pipeline.encode.LadderFilters;
import dev.headwater.ingest.pipeline.encode.SteadyFilters;
import dev.headwater.ingest.pipeline.source.Beside;
import dev.headwater.ingest.pipeline.source.Streams;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** What a feed has to hear, decoded: for each sound that is offered the one that stands for it, in stereo. */
final class DecodedSounds implements AutoCloseable {
    /** By place in the feed; null: nobody hears it. */
    private final @Nullable Decoder[] decoders;

    /** Of each that is offered: its place in the feed, {@link Streams#NONE} where that has no sound at all. */
    private final int[] places;

    private final SteadyFilters[] heard;
    private final long[] taken;
    private final AVFrame shared = av_frame_alloc();

    /** @param wanted place in the feed of each that is offered; {@link Streams#NONE}: it has none of it, and the main one is heard */
    DecodedSounds(List<Beside> brought, int[] wanted) {
        this.decoders = new @Nullable Decoder[brought.size()];
        this.places = places(brought, wanted);
        this.heard = new SteadyFilters[wanted.length];
        this.taken = new long[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            int place = places[i];
            heard[i] = new SteadyFilters(
                    "a",
                    frame -> LadderFilters.samples(frame, brought.get(place).time()));
        }
        boolean opened = false;
        try {
            open(brought);
            opened = true;
        } finally {
            if (!opened) {
                close();
            }
        }
    }

    private static int[] places(List<Beside> brought, int[] wanted) {
        int[] places = new int[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            boolean isThere = wanted[i] != Streams.NONE
                    && (i == 0 || Decoder.isKnown(brought.get(wanted[i]).codec()));
            places[i] = isThere ? wanted[i] : wanted[0];
        }
        return places;
    }

    private void open(List<Beside> brought) {
        for (int place : places) {
            if (place != Streams.NONE && decoders[place] == null) {
                Beside sound = brought.get(place);
                decoders[place] = new Decoder(sound.codec(), sound.time(), frame -> pass(place, frame));
            }
        }
    }

    /** Whether there is anything to hear. */
    boolean isThere() {
        return places.length > 0 && places[0] != Streams.NONE;
    }

    void decode(int place, AVPacket packet) {
        Decoder decoder = decoders[place];
        if (decoder != null) {
            decoder.decode(packet);
        }
    }

    void drain() {
        for (Decoder decoder : decoders) {
            if (decoder != null) {
                decoder.drain();
            }
        }
    }

    private void pass(int place, AVFrame frame) {
        int last = Streams.NONE;
        for (int i = 0; i < places.length; i++) {
            if (places[i] == place) {
                if (last != Streams.NONE) {
                    Av.check(av_frame_ref(shared, frame), "no memory for audio");
                    heard[last].put(shared);
                }
                last = i;
            }
        }
        if (last != Streams.NONE) {
            heard[last].put(frame);
        }
    }

    /** Fills a blank frame; false: nothing is there yet. */
    boolean take(int sound, AVFrame into) {
        if (sound >= heard.length || !heard[sound].take(into)) {
            return false;
        }
        taken[sound]++;
        return true;
    }

    long taken(int sound) {
        return sound < taken.length ? taken[sound] : 0;
    }

    @Override
    public void close() {
        for (SteadyFilters filters : heard) {
            filters.close();
        }
        for (Decoder decoder : decoders) {
            if (decoder != null) {
                decoder.close();
            }
        }
        av_frame_free(shared);
    }
}
