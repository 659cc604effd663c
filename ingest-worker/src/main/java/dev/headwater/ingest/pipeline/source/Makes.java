package dev.headwater.ingest.pipeline.source;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

import dev.headwater.ingest.pipeline.av.Av;
import dev.headwater.ingest.pipeline.av.SequenceHeader;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.jspecify.annotations.Nullable;

/**
 * What a live source was when it was opened. It may become another in mid-stream, and FFmpeg tells that by no more than a
 * number that changes, or by packets of a stream that was not there; what was found out at opening does not fit any more.
 */
final class Makes {
    /** One packet of sound is no beginning. */
    private static final int HEARD = 10;

    /** So many of another stream, and none of the one that is played: about a second. */
    private static final int HEARD_ELSEWHERE = 50;

    private final AVFormatContext context;
    private final boolean soundAlone;
    private final List<AVCodecParameters> played = new ArrayList<>();
    private final int[] codecs;
    private final List<Integer> sounds = new ArrayList<>();
    private final int mainSound;
    private final int streams;
    private int heard;

    /** @param video what leads: the picture, or the sound where there is nothing else */
    Makes(AVFormatContext context, AVStream video, Streams beside) {
        this.context = context;
        this.soundAlone = video.codecpar().codec_type() == AVMEDIA_TYPE_AUDIO;
        this.mainSound = beside.mainStream();
        this.streams = context.nb_streams();
        played.add(video.codecpar());
        for (int place = 0; place < beside.sounds(); place++) {
            played.add(beside.at(place).codecpar());
            sounds.add(beside.at(place).index());
        }
        if (soundAlone) {
            sounds.add(video.index());
        }
        this.codecs = played.stream().mapToInt(AVCodecParameters::codec_id).toArray();
    }

    /** Whether a stream is to be read though nothing is known of it: sound that was announced, and may begin. */
    boolean isAwaited(AVStream stream) {
        return !soundAlone && mainSound < 0 && stream.codecpar().codec_type() == AVMEDIA_TYPE_AUDIO;
    }

    /** What has become another with this packet, in an operator's words; null: nothing. */
    @Nullable
    String change(AVPacket packet) {
        for (int i = 0; i < codecs.length; i++) {
            int now = played.get(i).codec_id();
            if (now != codecs[i]) {
                return changed(i == 0 && !soundAlone ? "picture" : "sound", codecs[i], now);
            }
        }
        int index = packet.stream_index();
        // An encoder that goes on for another: FLV tells it once, beside a packet that may never be shown.
        if (sounds.contains(index)
                && SequenceHeader.isOther(context.streams(index).codecpar(), packet)) {
            return "the source's sound has changed: it is opened anew";
        }
        if (soundAlone || (index < streams && mainSound >= 0)) {
            heard = index == mainSound ? 0 : heard;
            return null;
        }
        return ofOther(context.streams(index), index >= streams);
    }

    private @Nullable String ofOther(AVStream stream, boolean isNew) {
        int type = stream.codecpar().codec_type();
        if (type == AVMEDIA_TYPE_AUDIO && ++heard > (mainSound < 0 ? HEARD : HEARD_ELSEWHERE)) {
            return mainSound < 0
                    ? "the source has sound now: it is opened anew"
                    : "the source's sound has moved to another stream: it is opened anew";
        }
        if (isNew && type == AVMEDIA_TYPE_VIDEO) {
            return "the source's picture has moved to another stream: it is opened anew";
        }
        if (isNew && type != AVMEDIA_TYPE_AUDIO) {
            stream.discard(AVDISCARD_ALL);
        }
        return null;
    }

    private static String changed(String what, int before, int now) {
        return "the source's " + what + " has changed from " + Av.string(avcodec_get_name(before)) + " to "
                + Av.string(avcodec_get_name(now)) + ": it is opened anew";
    }
}
