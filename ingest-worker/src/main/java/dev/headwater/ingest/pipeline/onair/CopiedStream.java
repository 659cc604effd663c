package dev.headwater.ingest.pipeline.onair;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import dev.headwater.core.media.Packaging;
import dev.headwater.core.media.Rendition;
import dev.headwater.ingest.pipeline.av.Av;
import dev.headwater.ingest.pipeline.av.CodecNames;
import dev.headwater.ingest.pipeline.av.NoKeyFrameException;
import dev.headwater.ingest.pipeline.av.PipelineException;
import dev.headwater.ingest.pipeline.av.SequenceHeader;
import dev.headwater.ingest.pipeline.av.SoundMissingException;
import dev.headwater.ingest.pipeline.encode.Report;
import dev.headwater.ingest.pipeline.encode.StillCamera;
import dev.headwater.ingest.pipeline.encode.TsSegmenter;
import dev.headwater.ingest.pipeline.source.MediaInput.Read;
import dev.headwater.ingest.pipeline.source.Streams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/** What one feed brings from one key frame on, copied into segments. Time begins anew with it. */
final class CopiedStream implements AutoCloseable {
    /** With its sound, where it has any. */
    static final String RENDITION = "source";

    /** What a playlist declares where the input does not say, until the first segment was measured. */
    private static final long UNKNOWN_BIT_RATE = 4_000_000;

    private static final long UNKNOWN_SOUND = 192_000;

    private static final long LONGEST_WAIT = Packaging.REMUX.targetDuration();

    private final String name;
    private final MediaFeed feed;
    private final Hearing heard;
    private final FeedFormat format;
    private final Offer offer;
    private final @Nullable StillCamera camera;
    private final Report report;
    private final TsSegmenter segmenter;
    private final CopiedBeside beside;
    /** Of the sound in the picture's own segments; null: there is none. */
    private final @Nullable AVCodecParameters mainCodec;

    private final CopiedSound sound;
    private final @Nullable SoundGap gap;
    private final boolean keeps;
    private final KeptPackets kept = new KeptPackets();
    private final AVRational ticks = new AVRational().num(1).den(Av.TICKS_PER_SECOND);
    private byte[] header = {};
    private boolean opened;
    private long waitsSince = AV_NOPTS_VALUE;
    private long firstPts;
    private long millis;

    /**
     * A stream that begins. It holds the feed, unless it fails.
     *
     * @param heard what is heard with the picture
     * @param keeps whether what is in no segment yet is kept, so that it can be put back
     * @param camera null: no stills are wanted
     */
    CopiedStream(
            MediaFeed feed, Offer offer, Hearing heard, boolean keeps, @Nullable StillCamera camera, Report report) {
        this.feed = feed;
        this.heard = heard;
        this.keeps = keeps;
        this.format = feed.format();
        this.offer = offer;
        this.camera = camera;
        this.report = report;
        this.beside = CopiedBeside.of(feed, offer, heard, report);
        this.mainCodec = beside.isApart() ? null : beside.mainCodec();
        boolean isPictures = format.video().codec_type() == AVMEDIA_TYPE_VIDEO;
        this.name = isPictures && beside.isApart() ? Rendition.pictures(RENDITION) : RENDITION;
        this.sound = new CopiedSound(!beside.isSilent());
        try {
            this.segmenter = new TsSegmenter(name, format.video(), mainCodec, report);
        } catch (PipelineException e) {
            beside.close();
            ticks.close();
            throw e;
        }
        this.gap = beside.isSilent()
                ? null
                : new SoundGap(format.sounds().get(beside.main()).codec());
        segmenter.lead(beside.companions());
        feed.hold();
    }

    MediaFeed feed() {
        return feed;
    }

    Hearing heard() {
        return heard;
    }

    /** What is heard where another stream of the same feed follows: what did not come here is not waited for again. */
    Hearing heardNext(Hearing wanted) {
        return new Hearing(wanted.main(), beside.stillAbsent());
    }

    /** Whether players are told that there is something to hear. */
    boolean hasSound() {
        return beside.mainCodec() != null;
    }

    /**
     * Takes a packet's contents, or leaves them.
     *
     * @throws NoKeyFrameException where nothing can be cut of what the feed brings
     * @throws SoundMissingException where no segment can be made before a sound has come
     */
    void take(Read read, AVPacket packet) {
        switch (read) {
            case VIDEO -> video(packet);
            case AUDIO -> sound(read, 0, packet);
            case BESIDE -> {
                int place = packet.stream_index();
                if (place < Streams.TEXTS) {
                    sound(read, place, packet);
                } else {
                    text(place, packet);
                }
            }
            case LOOPED -> {}
        }
    }

    private void sound(Read read, int place, AVPacket packet) {
        AVRational time = format.sounds().get(place).time();
        if (!opened) {
            return;
        }
        boolean main = place == beside.main();
        if (main) {
            sound.sound(packet, packet.pts() * Av.value(time));
        }
        keep(read, packet, time);
        place(packet, time);
        if (!main) {
            beside.sound(place, packet, ticks);
        } else if (gap == null || gap.takes(packet)) {
            mainSound(packet);
        }
        dropWhole();
    }

    private void mainSound(AVPacket packet) {
        if (sound.isCarried() && mainCodec != null) {
            segmenter.audio(packet, ticks);
        }
        beside.sound(beside.main(), packet, ticks);
    }

    private void text(int place, AVPacket packet) {
        AVRational time = format.texts().get(place - Streams.TEXTS).time();
        if (opened) {
            keep(Read.BESIDE, packet, time);
            shift(packet, av_rescale_q(Av.TICKS_PER_SECOND - firstPts, ticks, time));
            beside.text(place - Streams.TEXTS, packet, time);
        }
    }

    /** Whether with this picture begins one of another make, which needs a stream of its own. */
    boolean isEndedBy(AVPacket picture) {
        if (!opened || (picture.flags() & AV_PKT_FLAG_KEY) == 0) {
            return false;
        }
        if (sound.hasChanged() || beside.hasMore()) {
            return true;
        }
        byte[] other = SequenceHeader.of(format.video(), picture);
        return other.length > 0 && header.length > 0 && !Arrays.equals(other, header);
    }

    /** Whether one that follows on this has sound: what the feed says it has may have stopped. */
    boolean hearsSound() {
        return sound.isComing();
    }

    private void video(AVPacket packet) {
        AVRational time = format.videoTime();
        boolean key = (packet.flags() & AV_PKT_FLAG_KEY) != 0;
        if (!opened && !key) {
            awaitKeyFrame(packet, time);
            return;
        }
        if (!opened) {
            header = SequenceHeader.first(format.video(), packet);
            List<Rendition> renditions = new ArrayList<>();
            renditions.add(rendition(packet));
            renditions.addAll(beside.renditions());
            report.opened(renditions);
            firstPts = av_rescale_q(packet.pts(), time, ticks);
            sound.begins(packet.dts() * Av.value(time));
            opened = true;
        }
        boolean isPicture = key && format.video().width() > 0;
        if (camera != null && isPicture && camera.isDue()) {
            camera.take(format.video(), time, packet);
        }
        sound.picture(packet.dts() * Av.value(time));
        keep(Read.VIDEO, packet, time);
        place(packet, time);
        millis = (packet.dts() - Av.TICKS_PER_SECOND) * 1000 / Av.TICKS_PER_SECOND;
        if (gap != null && gap.reached(packet.dts(), this::mainSound)) {
            sound.filled();
        }
        beside.reached(packet, ticks, segmenter);
        long before = segmenter.segments();
        segmenter.video(packet, ticks);
        if (segmenter.segments() > before) {
            kept.dropCut(); // the segment before is whole at the latest now
            kept.cut();
        }
        dropWhole();
    }

    private void dropWhole() {
        if (kept.isCut() && !beside.isBehind()) {
            kept.dropCut();
        }
    }

    /** A feed that was waited for long enough begins without one. */
    private void awaitKeyFrame(AVPacket packet, AVRational time) {
        waitsSince = waitsSince == AV_NOPTS_VALUE ? packet.dts() : waitsSince;
        boolean late = (packet.dts() - waitsSince) * Av.value(time) > LONGEST_WAIT;
        if (late || feed.beganWithoutKey()) {
            keep(Read.VIDEO, packet, time);
            throw new NoKeyFrameException(LONGEST_WAIT);
        }
    }

    private void keep(Read read, AVPacket packet, AVRational time) {
        if (keeps) {
            kept.add(read, packet, packet.pts() * Av.value(time));
        }
    }

    /** What is in no whole segment is the feed's again, as if it had not been taken. Only of one that keeps it. */
    void putBack() {
        kept.putBack(feed);
    }

    /**
     * One second on: a picture is decoded before it is shown, and nothing may be before 0. Reckoned in a time that all
     * share, since what a file counts in may be coarse.
     */
    private void place(AVPacket packet, AVRational time) {
        av_packet_rescale_ts(packet, time, ticks);
        shift(packet, Av.TICKS_PER_SECOND - firstPts);
    }

    private static void shift(AVPacket packet, long by) {
        packet.pts(packet.pts() + by).dts(packet.dts() + by);
    }

    private Rendition rendition(AVPacket packet) {
        AVCodecParameters video = format.video();
        AVCodecParameters audio = mainCodec;
        if (video.codec_type() == AVMEDIA_TYPE_AUDIO) {
            return sound(video);
        }
        String codecs =
                CodecNames.video(video, packet.data(), packet.size()).orElseThrow(() -> notCopied(video, "video"));
        if (audio != null) {
            codecs += "," + CodecNames.audio(audio).orElseThrow(() -> notCopied(audio, "audio"));
        }
        long bits = format.bitRate() > 0 ? format.bitRate() : UNKNOWN_BIT_RATE;
        SequenceHeader.Size size =
                header.length == 0 ? new SequenceHeader.Size(0, 0) : SequenceHeader.size(video, packet);
        return new Rendition(
                name,
                codecs,
                size.width() > 0 ? size.width() : video.width(),
                size.height() > 0 ? size.height() : video.height(),
                format.frameRate(),
                bits * 3 / 2,
                bits * 107 / 100,
                offer.choice().main());
    }

    private static Rendition sound(AVCodecParameters codec) {
        long bits = codec.bit_rate() > 0 ? codec.bit_rate() : UNKNOWN_SOUND;
        String codecs = CodecNames.audio(codec).orElseThrow(() -> notCopied(codec, "audio"));
        return new Rendition(RENDITION, codecs, 0, 0, 0, bits * 3 / 2, bits * 107 / 100);
    }

    private static PipelineException notCopied(AVCodecParameters parameters, String what) {
        return new PipelineException("the source's " + what + " is " + CodecNames.plain(parameters)
                + ": players do not take that as it is, only encoded anew (give the channel a ladder)");
    }

    boolean hasMadeSegment() {
        return segmenter.segments() > 0;
    }

    long millis() {
        return Math.max(0, millis);
    }

    /** Ends the last segment, however short. */
    void finish() {
        segmenter.finish();
    }

    @Override
    public void close() {
        segmenter.close();
        beside.close();
        if (gap != null) {
            gap.close();
        }
        kept.close();
        ticks.close();
        feed.release();
    }
}
