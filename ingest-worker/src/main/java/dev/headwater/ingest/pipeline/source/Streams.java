package dev.headwater.ingest.pipeline.source;

import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_CLEAN_EFFECTS;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_COMMENT;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_HEARING_IMPAIRED;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_VISUAL_IMPAIRED;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_find_program_from_stream;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_SUBTITLE;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;

import dev.headwater.core.media.LanguageCodes;
import dev.headwater.core.media.Track;
import dev.headwater.ingest.pipeline.av.BitmapDecoder;
import dev.headwater.ingest.pipeline.av.CodecNames;
import dev.headwater.ingest.pipeline.av.Decoder;
import dev.headwater.ingest.pipeline.av.TextDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVProgram;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.jspecify.annotations.Nullable;

/**
 * Which streams of what was opened are played beside the picture: the sounds and texts of its programme. The same, in the
 * same order, each time the same is opened: what FFmpeg thinks best depends on how much of each it happened to see.
 *
 * <p>Sounds have places from 0, the one that is heard unless asked otherwise first: what players take as it is before what
 * they do not, what says it is the default before what does not, descriptions and comments behind those, and what FFmpeg
 * can not decode last. Texts have places
 * from {@value #TEXTS}, bitmaps from {@value #BITMAPS}.
 */
public final class Streams {
    public static final int MAX_SOUNDS = 8;
    public static final int MAX_TEXTS = 8;

    /** The first place of a text. */
    public static final int TEXTS = MAX_SOUNDS;

    public static final int MAX_BITMAPS = 8;

    /** The first place of subtitles that are bitmaps. */
    public static final int BITMAPS = TEXTS + MAX_TEXTS;

    /** How many places there are. */
    public static final int PLACES = BITMAPS + MAX_BITMAPS;

    public static final int NONE = -1;

    private static final int FOR_FEW = AV_DISPOSITION_COMMENT
            | AV_DISPOSITION_HEARING_IMPAIRED
            | AV_DISPOSITION_VISUAL_IMPAIRED
            | AV_DISPOSITION_CLEAN_EFFECTS;

    private final AVFormatContext context;
    private final List<Integer> sounds;
    private final List<Integer> texts;
    private final List<Integer> bitmaps;
    private final int[] places;
    private final List<String> leftOut = new ArrayList<>();

    private Streams(AVFormatContext context, List<Integer> ofProgramme, boolean withBitmaps) {
        this.context = context;
        List<Integer> heard =
                new ArrayList<>(ofProgramme.stream().filter(this::isHeard).toList());
        heard.stream().max(this::byWorth).ifPresent(main -> {
            heard.removeIf(main::equals);
            heard.addFirst(main);
        });
        List<Integer> read = ofProgramme.stream().filter(this::isRead).toList();
        this.sounds = most(heard, MAX_SOUNDS, "sounds");
        List<Integer> drawn = ofProgramme.stream()
                .filter(index -> withBitmaps && isDrawn(index))
                .toList();
        this.texts = most(read, MAX_TEXTS, "subtitles");
        this.bitmaps = most(drawn, MAX_BITMAPS, "subtitles that are bitmaps");
        this.places = new int[context.nb_streams()];
        Arrays.fill(places, NONE);
        for (int i = 0; i < sounds.size(); i++) {
            places[sounds.get(i)] = i;
        }
        for (int i = 0; i < texts.size(); i++) {
            places[texts.get(i)] = TEXTS + i;
        }
        for (int i = 0; i < bitmaps.size(); i++) {
            places[bitmaps.get(i)] = BITMAPS + i;
        }
    }

    /** @param video the picture's stream; below 0: there is none */
    static Streams of(AVFormatContext context, int video) {
        return of(context, video, false);
    }

    /** @param withBitmaps whether subtitles that are bitmaps have places too */
    static Streams of(AVFormatContext context, int video, boolean withBitmaps) {
        List<Integer> all = IntStream.range(0, context.nb_streams()).boxed().toList();
        AVProgram programme = video < 0 ? null : av_find_program_from_stream(context, null, video);
        if (programme == null || programme.isNull()) {
            return new Streams(context, all, withBitmaps);
        }
        List<Integer> own = IntStream.range(0, programme.nb_stream_indexes())
                .mapToObj(i -> programme.stream_index().get(i))
                .sorted()
                .toList();
        Streams found = new Streams(context, own, withBitmaps);
        return found.sounds.isEmpty() ? new Streams(context, all, withBitmaps) : found;
    }

    private List<Integer> most(List<Integer> found, int limit, String what) {
        if (found.size() > limit) {
            leftOut.add("it has " + found.size() + " " + what + ", of which " + limit + " are taken");
        }
        return List.copyOf(found.subList(0, Math.min(limit, found.size())));
    }

    private boolean isHeard(int index) {
        AVCodecParameters codec = context.streams(index).codecpar();
        return codec.codec_type() == AVMEDIA_TYPE_AUDIO
                && codec.sample_rate() > 0
                && codec.ch_layout().nb_channels() > 0;
    }

    private boolean isRead(int index) {
        AVCodecParameters codec = context.streams(index).codecpar();
        return codec.codec_type() == AVMEDIA_TYPE_SUBTITLE && TextDecoder.takes(codec);
    }

    private boolean isDrawn(int index) {
        AVCodecParameters codec = context.streams(index).codecpar();
        return codec.codec_type() == AVMEDIA_TYPE_SUBTITLE && BitmapDecoder.takes(codec);
    }

    /** Of two that are worth the same the first is more. */
    private int byWorth(int one, int other) {
        int byWorth = Integer.compare(worth(one), worth(other));
        return byWorth == 0 ? Comparator.<Integer>reverseOrder().compare(one, other) : byWorth;
    }

    private int worth(int index) {
        AVStream stream = context.streams(index);
        return (Decoder.isKnown(stream.codecpar()) ? 8 : 0)
                + ((stream.disposition() & FOR_FEW) == 0 ? 4 : 0)
                + (CodecNames.audio(stream.codecpar()).isPresent() ? 2 : 0)
                + ((stream.disposition() & AV_DISPOSITION_DEFAULT) != 0 ? 1 : 0);
    }

    /** The picture's stream; below 0: there is none. The picture of a record's cover is none. */
    static int picture(AVFormatContext context) {
        int best = av_find_best_stream(context, AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
        boolean isThere = best >= 0
                && context.streams(best).codecpar().width() > 0
                && (context.streams(best).disposition() & AV_DISPOSITION_ATTACHED_PIC) == 0;
        return isThere ? best : NONE;
    }

    /** None at all, where the first sound leads in the picture's place. */
    static Streams none(AVFormatContext context) {
        return new Streams(context, List.of(), false);
    }

    /** The main sound's stream in FFmpeg's count; {@link #NONE}: there is none. */
    int mainStream() {
        return sounds.isEmpty() ? NONE : sounds.getFirst();
    }

    /** Of a packet's stream; {@link #NONE}: it is not played beside the picture. */
    public int place(int stream) {
        return stream < places.length ? places[stream] : NONE; // MPEG-TS may begin streams later
    }

    /** How many sounds there are. */
    int sounds() {
        return sounds.size();
    }

    /** How many texts there are. */
    public int texts() {
        return texts.size();
    }

    /** How many subtitles that are bitmaps there are, where they were asked for. */
    int bitmaps() {
        return bitmaps.size();
    }

    /** Every place there is. */
    IntStream places() {
        return IntStream.of(places).filter(place -> place != NONE).sorted();
    }

    public static boolean isSound(int place) {
        return place >= 0 && place < TEXTS;
    }

    public static boolean isText(int place) {
        return place >= TEXTS && place < BITMAPS;
    }

    public static boolean isBitmap(int place) {
        return place >= BITMAPS;
    }

    public AVStream at(int place) {
        return context.streams(
                isSound(place)
                        ? sounds.get(place)
                        : isText(place) ? texts.get(place - TEXTS) : bitmaps.get(place - BITMAPS));
    }

    /** Null where there is none. */
    @Nullable
    AVStream main() {
        return sounds.isEmpty() ? null : at(0);
    }

    /** What it says of itself. */
    public Track track(int place) {
        AVStream stream = at(place);
        String title = word(stream, "title");
        return new Track(
                place < TEXTS ? Track.Kind.AUDIO : Track.Kind.SUBTITLES,
                LanguageCodes.tag(word(stream, "language")),
                title.isEmpty() ? word(stream, "comment") : title, // HLS's NAME is found there
                place >= TEXTS && (stream.disposition() & AV_DISPOSITION_DEFAULT) != 0);
    }

    private static String word(AVStream stream, String name) {
        AVDictionaryEntry entry = av_dict_get(stream.metadata(), name, null, 0);
        return entry == null || entry.isNull() ? "" : entry.value().getString();
    }

    /** What there are too many of, in an operator's words; empty: nothing. */
    String leftOut() {
        return String.join("; ", leftOut);
    }
}
