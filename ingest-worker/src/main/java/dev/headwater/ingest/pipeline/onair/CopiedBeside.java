package dev.headwater.ingest.pipeline.onair;

import dev.headwater.core.media.Rendition;
import dev.headwater.ingest.pipeline.av.Av;
import dev.headwater.ingest.pipeline.av.CodecNames;
import dev.headwater.ingest.pipeline.av.PipelineException;
import dev.headwater.ingest.pipeline.encode.Companion;
import dev.headwater.ingest.pipeline.encode.Renditions;
import dev.headwater.ingest.pipeline.encode.Report;
import dev.headwater.ingest.pipeline.encode.SilentSound;
import dev.headwater.ingest.pipeline.encode.SoundSegmenter;
import dev.headwater.ingest.pipeline.encode.SoundSink;
import dev.headwater.ingest.pipeline.encode.TextSegmenter;
import dev.headwater.ingest.pipeline.source.Beside;
import dev.headwater.ingest.pipeline.source.Streams;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/** What goes beside a copied picture: every other sound and text that the channel offers, whether the feed has it or not. */
final class CopiedBeside implements AutoCloseable {
    /** What a playlist declares of a sound that does not say, until it was measured. */
    private static final long UNKNOWN_BIT_RATE = 192_000;

    /** What is heard with the picture. */
    enum Sound {
        /** The feed's own, if it has one. */
        OWN,
        /** The same, and silence where it has none: players were told of sound, and some stop until there is. */
        OWN_OR_SILENCE,
        /** Silence: the feed's own does not come. */
        SILENCE
    }

    /** Packets of a sound: so many, and it is there again. */
    private static final int BACK = 10;

    /** A sound that is offered, and which of the feed's it is; {@link Streams#NONE}: the main one. */
    private record Heard(int place, SoundSegmenter segmenter) {}

    /** A sound that did not come, and how many packets of it have since. */
    private record Awaited(String rendition, int packets) {
        boolean isBack() {
            return packets >= BACK;
        }
    }

    /** Texts of the feed by their order; {@link Streams#NONE}: none of them. */
    private record Read(int place, CopiedText text) {}

    private final FeedFormat format;
    private final Offer offer;
    private final int main;
    private final boolean apart;
    private final Set<String> absent;
    private final List<Heard> heard = new ArrayList<>();
    /** Those of the feed's that did not come, by place. */
    private final Map<Integer, Awaited> awaited = new HashMap<>();

    private final List<Read> read = new ArrayList<>();
    private final List<AVCodecParameters> codecs = new ArrayList<>();
    private @Nullable SilentSound silence;
    private @Nullable SoundSink besidePicture;

    private CopiedBeside(FeedFormat format, Offer offer, int main, boolean apart, Set<String> absent) {
        this.format = format;
        this.offer = offer;
        this.main = main;
        this.apart = apart;
        this.absent = absent;
    }

    /**
     * What there is beside the picture that begins.
     *
     * @param hearing whether the feed's sounds are heard where it has them, or something else
     */
    static CopiedBeside of(MediaFeed feed, Offer offer, Hearing hearing, Report report) {
        Sound sound = hearing.main();
        FeedFormat format = feed.format();
        List<Integer> taken = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (int place = 0; place < format.sounds().size(); place++) {
            AVCodecParameters codec = format.sounds().get(place).codec();
            if (place == 0 || CodecNames.audio(codec).isPresent()) {
                taken.add(place);
            } else {
                leftOut.add("a sound in " + CodecNames.plain(codec) + " is left out: players do not take it as it is");
            }
        }
        if (!format.leftOut().isEmpty()) {
            leftOut.add(format.leftOut());
        }
        leftOut.forEach(text -> report.state("source " + (feed.source() + 1) + ": " + text));
        Offer.Places places = offer.places(
                feed.source(),
                taken.stream().map(place -> format.sounds().get(place).track()).toList(),
                format.texts().stream().map(Beside::track).toList());
        int[] sounds = places.sounds();
        for (int i = 0; i < sounds.length; i++) {
            sounds[i] = sounds[i] == Streams.NONE ? Streams.NONE : taken.get(sounds[i]);
        }
        CopiedBeside beside = new CopiedBeside(
                format,
                offer,
                sounds.length == 0 ? Streams.NONE : sounds[0],
                offer.choice().isApart(report.container()),
                hearing.absent());
        boolean promised = sound == Sound.SILENCE || (sounds.length > 1 && beside.main == Streams.NONE);
        if (promised || (sound == Sound.OWN_OR_SILENCE && beside.main == Streams.NONE)) {
            beside.silence = new SilentSound(beside::silent);
        }
        try {
            beside.begin(sounds, places.texts(), report);
        } catch (PipelineException e) {
            beside.close();
            throw e;
        }
        return beside;
    }

    private void begin(int[] sounds, int[] texts, Report report) {
        AVCodecParameters mainCodec = mainCodec();
        for (int i = first(); i < sounds.length && mainCodec != null; i++) {
            String rendition = Renditions.sound(i);
            boolean isThere = sounds[i] != Streams.NONE && (i > 0 || silence == null);
            boolean isOwn = isThere && !absent.contains(rendition);
            if (isThere && !isOwn) {
                awaited.put(sounds[i], new Awaited(rendition, 0));
            }
            AVCodecParameters codec = isOwn ? format.sounds().get(sounds[i]).codec() : mainCodec;
            boolean standsIn = !(isOwn && i == 0) && SoundSegmenter.areAlike(mainCodec, codec);
            codecs.add(codec);
            heard.add(new Heard(sounds[i], new SoundSegmenter(rendition, codec, isOwn, standsIn, report)));
        }
        for (int i = 0; i < texts.length; i++) {
            TextSegmenter segmenter = new TextSegmenter(Renditions.text(i), report);
            Beside from = texts[i] == Streams.NONE ? null : format.texts().get(texts[i]);
            read.add(new Read(texts[i], new CopiedText(segmenter, from)));
        }
    }

    /** The first of those that are renditions by themselves. */
    private int first() {
        return apart ? 0 : 1;
    }

    /** Whether the main sound is one of them, and not in the segments of the picture. */
    boolean isApart() {
        return apart;
    }

    /** Which of the feed's sounds is heard unless asked otherwise; {@link Streams#NONE}: there is none. */
    int main() {
        return main;
    }

    /** Whether nothing is heard with the picture, or nothing of the feed's. */
    boolean isSilent() {
        return silence != null || main == Streams.NONE;
    }

    /** Of the sound beside the picture; null: there is none, not even silence. */
    @Nullable
    AVCodecParameters mainCodec() {
        if (silence != null) {
            return silence.codec();
        }
        return main == Streams.NONE ? null : format.sounds().get(main).codec();
    }

    List<Companion> companions() {
        return Stream.<Companion>concat(
                        heard.stream().map(Heard::segmenter),
                        read.stream().map(one -> one.text().segmenter()))
                .toList();
    }

    List<Rendition> renditions() {
        List<Rendition> all = new ArrayList<>();
        for (int i = 0; i < heard.size(); i++) {
            AVCodecParameters codec = codecs.get(i);
            all.add(Renditions.sound(
                    i + first(),
                    CodecNames.audio(codec).orElseThrow(),
                    codec.bit_rate() > 0 ? codec.bit_rate() : UNKNOWN_BIT_RATE,
                    offer.choice().sound(i + first())));
        }
        for (int i = 0; i < read.size(); i++) {
            all.add(Renditions.text(i, offer.choice().texts().get(i)));
        }
        return all;
    }

    /** Whether a sound still owes a segment that the picture has. */
    boolean isBehind() {
        return heard.stream().anyMatch(one -> one.segmenter().isBehind());
    }

    /** Whether a sound that did not come has come since. */
    boolean hasMore() {
        return awaited.values().stream().anyMatch(Awaited::isBack);
    }

    /** Those that did not come and have not since, by their renditions. */
    Set<String> stillAbsent() {
        Set<String> still = new HashSet<>(absent);
        awaited.values().stream()
                .filter(Awaited::isBack)
                .map(Awaited::rendition)
                .forEach(still::remove);
        return still;
    }

    /** A packet of one of the feed's sounds. */
    void sound(int place, AVPacket packet, AVRational time) {
        awaited.computeIfPresent(place, (of, one) -> new Awaited(one.rendition(), one.packets() + 1));
        for (Heard one : heard) {
            if (one.place() == place) {
                one.segmenter().audio(packet, time);
            }
            if (place == main && silence == null) {
                one.segmenter().main(packet, time);
            }
        }
    }

    /** A packet of one of the feed's texts, by their order. */
    void text(int place, AVPacket packet, AVRational time) {
        for (Read one : read) {
            if (one.place() == place) {
                one.text().take(packet, time);
            }
        }
    }

    /** Where the feed has no sound, this is what is heard with a picture. */
    void reached(AVPacket picture, AVRational time, SoundSink beside) {
        if (silence != null) {
            besidePicture = beside;
            silence.upTo(picture.dts() * Av.value(time));
        }
    }

    private void silent(AVPacket packet, AVRational time) {
        if (besidePicture != null && !apart) {
            besidePicture.audio(packet, time);
        }
        heard.forEach(one -> one.segmenter().main(packet, time));
    }

    @Override
    public void close() {
        heard.forEach(one -> one.segmenter().close());
        read.forEach(one -> one.text().close());
        if (silence != null) {
            silence.close();
        }
    }
}
