package dev.headwater.ingest.pipeline.onair;

import dev.headwater.ingest.pipeline.av.Av;
import dev.headwater.ingest.pipeline.av.TextDecoder;
import dev.headwater.ingest.pipeline.encode.TextSink;
import dev.headwater.ingest.pipeline.source.Beside;
import dev.headwater.ingest.pipeline.source.Streams;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.jspecify.annotations.Nullable;

/** What a feed has to read, kept until it is passed on. */
final class DecodedTexts implements AutoCloseable {
    private static final int MOST_KEPT = 500;

    private record Kept(int n, double from, double seconds, String text) {}

    private final List<Beside> brought;
    private final int[] places;

    /** By place in the feed; null: nobody reads it. */
    private final @Nullable TextDecoder[] decoders;

    private final List<Kept> kept = new ArrayList<>();

    /** @param wanted place in the feed of each that is offered; {@link Streams#NONE}: it has none of it */
    DecodedTexts(List<Beside> brought, int[] wanted) {
        this.brought = brought;
        this.places = wanted.clone();
        this.decoders = new @Nullable TextDecoder[brought.size()];
        boolean begun = false;
        try {
            for (int place : places) {
                if (place != Streams.NONE && decoders[place] == null) {
                    Beside text = brought.get(place);
                    decoders[place] = new TextDecoder(text.codec(), text.time());
                }
            }
            begun = true;
        } finally {
            if (!begun) {
                close();
            }
        }
    }

    void decode(int place, AVPacket packet) {
        TextDecoder decoder = decoders[place];
        if (decoder == null) {
            return;
        }
        String text = decoder.decode(packet);
        double tick = Av.value(brought.get(place).time());
        for (int n = 0; n < places.length && !text.isEmpty(); n++) {
            if (places[n] == place && kept.size() < MOST_KEPT) {
                kept.add(new Kept(n, packet.pts() * tick, packet.duration() * tick, text));
            }
        }
    }

    void pass(TextSink sink) {
        for (Kept one : kept) {
            sink.text(one.n(), one.from(), one.seconds(), one.text());
        }
        kept.clear();
    }

    @Override
    public void close() {
        for (TextDecoder decoder : decoders) {
            if (decoder != null) {
                decoder.close();
            }
        }
    }
}
